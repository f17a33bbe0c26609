package dev.frisket.segment.prompt;

import dev.frisket.segment.prompt.Grammar.Mark;
import dev.frisket.segment.prompt.Grammar.Role;
import dev.frisket.segment.prompt.PromptPart.Parting;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a prompt into the things that it names, and marks those that it excludes.
 *
 * <p>"Not", "no" and "without" exclude up to the next comma; "except", "but not" and the like to the end of the sentence,
 * through commas; "but" and "only" ask for things again. The work grows with the prompt's length only.
 */
public final class PromptSplitter {
    private static final Pattern NEGATION = Pattern.compile("n['\u2019]t\\b");
    private static final Pattern WITHOUT = Pattern.compile("\\bw/o\\b");
    private static final Pattern TOKEN = Pattern.compile("(?<word>[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*)"
            + "|(?<possessive>['\u2019]s\\b|(?<=s)['\u2019](?=\\s))"
            + "|(?<stop>[.;!?])"
            + "|(?<comma>[,:&/+()|\u2022\u00b7\u2013\u2014\\t\\r\\n]|(?<=\\s|^)-(?=\\s))");
    private static final String STOP = ".";
    private static final String COMMA = ",";
    private static final String BETWEEN = "between";

    private final Grammar grammar;

    PromptSplitter(Grammar grammar) {
        this.grammar = grammar;
    }

    /** Splits English. */
    public static PromptSplitter english() {
        return new PromptSplitter(Grammar.english());
    }

    /** The parts that have words, in their order. */
    public List<PromptPart> split(String prompt) {
        return new Split(tokens(prompt)).parts();
    }

    private static List<String> tokens(String prompt) {
        String plain = Normalizer.normalize(prompt, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        plain = WITHOUT.matcher(NEGATION.matcher(plain).replaceAll(" not")).replaceAll("without");
        List<String> tokens = new ArrayList<>();
        for (Matcher token = TOKEN.matcher(plain); token.find(); ) {
            if (token.group("word") != null) {
                tokens.add(token.group());
            } else if (token.group("possessive") != null) {
                tokens.add(Grammar.POSSESSIVE);
            } else {
                tokens.add(token.group("stop") == null ? COMMA : STOP);
            }
        }
        return tokens;
    }

    /** One prompt on its way into parts. */
    private final class Split {
        private final List<String> tokens;
        private final List<PromptPart> parts = new ArrayList<>();
        private final List<String> words = new ArrayList<>();
        private Parting parting = Parting.STOP;
        private boolean excluded;
        private boolean toComma;
        private boolean universal;
        private boolean between;

        Split(List<String> tokens) {
            this.tokens = tokens;
        }

        List<PromptPart> parts() {
            int at = 0;
            while (at < tokens.size()) {
                at += take(at);
            }
            end(Parting.STOP);
            return parts;
        }

        /** Takes a separator, a mark or a word, and returns its number of tokens. */
        private int take(int at) {
            String token = tokens.get(at);
            if (token.equals(STOP) || token.equals(COMMA)) {
                boolean stop = token.equals(STOP);
                end(stop ? Parting.STOP : Parting.COMMA);
                excluded &= !stop && !toComma;
                universal &= !stop;
                return 1;
            }
            if (grammar.is(Role.POLITE, token)) {
                return 1;
            }
            Grammar.Phrases.Match<Mark> mark = grammar.mark(tokens, at);
            if (mark == null || belongsToDescription(mark, at)) {
                takeUniversal(token);
                between |= token.equals(BETWEEN);
                words.add(token);
                return 1;
            }
            end(Parting.WORD);
            apply(mark.value());
            return mark.length();
        }

        /** "Everything" makes a later "but" exclude, and after a comma ends what is excluded: "except the dog, all". */
        private void takeUniversal(String word) {
            if (grammar.is(Role.UNIVERSAL, word)) {
                universal = true;
                excluded &= !(words.isEmpty() && parting.isComma());
            }
        }

        private void apply(Mark mark) {
            Runnable step =
                    switch (mark) {
                        case AND -> () -> {};
                        case EXCEPT -> () -> exclude(/* toComma= */ false);
                        case NOT -> () -> exclude(/* toComma= */ true);
                        case INCLUDE -> () -> excluded = false;
                        case BUT -> this::applyBut;
                    };
            step.run();
        }

        private void applyBut() {
            if (!excluded && universal) {
                exclude(/* toComma= */ false);
            } else {
                excluded = false;
            }
        }

        private void exclude(boolean toComma) {
            this.toComma = excluded ? this.toComma && toComma : toComma;
            excluded = true;
        }

        /** "The dogs not wearing hats", "between the cup and the spoon". */
        private boolean belongsToDescription(Grammar.Phrases.Match<Mark> mark, int at) {
            if (words.isEmpty()) {
                return false;
            }
            return switch (mark.value()) {
                case NOT -> describes(at + mark.length());
                case AND -> {
                    boolean second = between;
                    between = false;
                    yield second;
                }
                case EXCEPT, INCLUDE, BUT -> false;
            };
        }

        private boolean describes(int at) {
            if (at >= tokens.size()) {
                return false;
            }
            String next = tokens.get(at);
            return grammar.is(Role.PREPOSITION, next)
                    || grammar.is(Role.TRANSITIVE, next)
                    || (Grammar.endsLikeVerb(next) && !grammar.is(Role.NOUN, next));
        }

        private void end(Parting next) {
            if (!words.isEmpty()) {
                parts.add(new PromptPart(words, excluded, parting));
                words.clear();
                parting = next;
            } else if (next.compareTo(parting) > 0) {
                parting = next;
            }
            between = false;
        }
    }
}
