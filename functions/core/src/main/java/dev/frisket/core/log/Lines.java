package dev.frisket.core.log;

import dev.frisket.core.config.Environment;

/** The log output of this process. */
final class Lines {
    private static volatile Output output = of(Environment.ofProcess());

    private Lines() {}

    static Output output() {
        return output;
    }

    /** Replaces the output; returns the previous one. */
    static Output redirect(Output other) {
        Output before = output;
        output = other;
        return before;
    }

    private static Output of(Environment environment) {
        String function = environment.optional("AWS_LAMBDA_FUNCTION_NAME", "");
        return function.isEmpty() ? new TerminalOutput() : new CloudOutput(function);
    }
}
