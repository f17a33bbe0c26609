package dev.frisket.core.log;

/** Lets every {@link System.Logger} write our lines. */
public final class LogFinder extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Log(name);
    }
}
