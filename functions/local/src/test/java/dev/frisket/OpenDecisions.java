package dev.frisket;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.InstanceOfTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.SwitchTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Finds decisions about our enums and sealed interfaces that a new member would slip through: a switch with a default
 * or without a value, a comparison with one constant, a cast, or an else after {@code instanceof}. A scan adds each
 * finding to the list that it is given, as place and kind.
 */
final class OpenDecisions extends TreePathScanner<@Nullable Void, List<String>> {
    /** Closed sets of which one member is singled out and all others, known or new, are treated alike. */
    private static final Set<String> ONE_AGAINST_THE_REST = Set.of(
            "dev.frisket.core.bucket.Bucket.Write", // done, or not
            "dev.frisket.segment.picture.Orientation"); // upright, or to be turned by what its constructor was given

    private final Trees trees;

    OpenDecisions(Trees trees) {
        this.trees = trees;
    }

    @Override
    public @Nullable Void visitSwitch(SwitchTree tree, List<String> found) {
        enumOf(tree.getExpression()).ifPresent(type -> note(found, tree, "a switch statement on " + type));
        return super.visitSwitch(tree, found);
    }

    @Override
    public @Nullable Void visitSwitchExpression(SwitchExpressionTree tree, List<String> found) {
        if (tree.getCases().stream().map(CaseTree::getExpressions).anyMatch(List::isEmpty)) {
            enumOf(tree.getExpression()).ifPresent(type -> note(found, tree, "a default for " + type));
        }
        return super.visitSwitchExpression(tree, found);
    }

    @Override
    public @Nullable Void visitBinary(BinaryTree tree, List<String> found) {
        if (tree.getKind() == Tree.Kind.EQUAL_TO || tree.getKind() == Tree.Kind.NOT_EQUAL_TO) {
            noteConstant(found, tree, tree.getLeftOperand());
            noteConstant(found, tree, tree.getRightOperand());
        }
        return super.visitBinary(tree, found);
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree tree, List<String> found) {
        Element method = elementOf(tree.getMethodSelect());
        if (method != null && method.getSimpleName().contentEquals("equals")) {
            if (tree.getMethodSelect() instanceof MemberSelectTree call) {
                noteConstant(found, tree, call.getExpression());
            }
            tree.getArguments().forEach(argument -> noteConstant(found, tree, argument));
        }
        return super.visitMethodInvocation(tree, found);
    }

    @Override
    public @Nullable Void visitTypeCast(TypeCastTree tree, List<String> found) {
        sealedOf(tree.getType()).ifPresent(type -> note(found, tree, "a cast to one " + type));
        return super.visitTypeCast(tree, found);
    }

    @Override
    public @Nullable Void visitIf(IfTree tree, List<String> found) {
        if (tree.getElseStatement() != null) {
            noteInstanceOf(found, tree, tree.getCondition());
        }
        return super.visitIf(tree, found);
    }

    @Override
    public @Nullable Void visitConditionalExpression(ConditionalExpressionTree tree, List<String> found) {
        noteInstanceOf(found, tree, tree.getCondition());
        return super.visitConditionalExpression(tree, found);
    }

    private void noteInstanceOf(List<String> found, Tree decision, ExpressionTree condition) {
        new TreeScanner<@Nullable Void, List<String>>() {
            @Override
            public @Nullable Void visitInstanceOf(InstanceOfTree tree, List<String> found) {
                if (tree.getType() != null) {
                    sealedOf(tree.getType())
                            .ifPresent(type -> note(found, decision, "an else for every other " + type));
                }
                return super.visitInstanceOf(tree, found);
            }
        }.scan(condition, found);
    }

    private void noteConstant(List<String> found, Tree decision, ExpressionTree operand) {
        Element element = elementOf(operand);
        if (element != null && element.getKind() == ElementKind.ENUM_CONSTANT) {
            enumOf(operand).ifPresent(type -> note(found, decision, "a comparison with one " + type));
        }
    }

    private Optional<String> enumOf(ExpressionTree tree) {
        return typeOf(tree).filter(type -> type.getKind() == ElementKind.ENUM).flatMap(OpenDecisions::ours);
    }

    /** The sealed interface of ours that a type implements. */
    private Optional<String> sealedOf(Tree tree) {
        return typeOf(tree).stream()
                .flatMap(type -> type.getInterfaces().stream())
                .map(one -> (TypeElement) ((DeclaredType) one).asElement())
                .filter(one -> one.getModifiers().contains(Modifier.SEALED))
                .flatMap(one -> ours(one).stream())
                .findFirst();
    }

    private Optional<TypeElement> typeOf(Tree tree) {
        TypeMirror type = trees.getTypeMirror(path(tree));
        return type instanceof DeclaredType declared && declared.asElement() instanceof TypeElement element
                ? Optional.of(element)
                : Optional.empty();
    }

    private static Optional<String> ours(TypeElement type) {
        return Optional.of(type.getQualifiedName().toString())
                .filter(name -> name.startsWith("dev.frisket.") && !ONE_AGAINST_THE_REST.contains(name));
    }

    private @Nullable Element elementOf(Tree tree) {
        return trees.getElement(path(tree));
    }

    private TreePath path(Tree tree) {
        return new TreePath(getCurrentPath(), tree);
    }

    private void note(List<String> found, Tree tree, String what) {
        var unit = getCurrentPath().getCompilationUnit();
        long line = unit.getLineMap().getLineNumber(trees.getSourcePositions().getStartPosition(unit, tree));
        String path = unit.getSourceFile().toUri().getPath();
        found.add(path.substring(path.lastIndexOf('/') + 1) + ":" + line + ": " + what);
    }
}
