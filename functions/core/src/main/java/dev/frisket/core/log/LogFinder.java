package dev.frisket.core.log;

/** Makes every {@link System.Logger} write to our output. */
public final class LogFinder extends System.LoggerFinder {
    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Log(name);
    }
}
