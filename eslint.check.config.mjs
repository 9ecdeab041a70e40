import base from './eslint.config.mjs';
import { typeErrors } from './tools/lint/src/type-errors.ts';

/** Lint and types in one program, for `npm run check`. Editors and `npm test` run the compiler separately. */
export default [
  ...base,
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { vialog: { rules: { 'type-errors': typeErrors } } },
    rules: { 'vialog/type-errors': 'error' },
  },
];
