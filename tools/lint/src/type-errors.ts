import { ESLintUtils, type TSESTree } from '@typescript-eslint/utils';
import ts from 'typescript';

/**
 * Reports the compiler's errors as an ESLint rule. Typed lint has a program already, so this takes a few seconds instead of a
 * second complete type check. Files that lint ignores (generated ones) are checked by `tsc -b` in `npm test` only.
 */
export const typeErrors = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    messages: { error: 'TS{{code}}: {{text}}' },
    schema: [],
  },
  defaultOptions: [],
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = ESLintUtils.getParserServices(context);
    return {
      Program(node) {
        const file = esTreeNodeToTSNodeMap.get(node);
        for (const found of ts.getPreEmitDiagnostics(program, file)) {
          context.report({
            loc: placeOf(found),
            messageId: 'error',
            data: wordsOf(found),
          });
        }
      },
    };
  },
});

/** As ESLint counts: lines from 1, columns from 0. An error of no file (an option, a missing type library) stands at the top. */
function placeOf({ file, start, length }: ts.Diagnostic): TSESTree.SourceLocation {
  const at = (position: number): TSESTree.Position => {
    const { line, character } = file?.getLineAndCharacterOfPosition(position) ?? { line: 0, character: 0 };
    return { line: line + 1, column: character };
  };
  return { start: at(start ?? 0), end: at((start ?? 0) + (length ?? 0)) };
}

const wordsOf = ({ code, messageText }: ts.Diagnostic) => ({
  code,
  text: ts.flattenDiagnosticMessageText(messageText, ' '),
});
