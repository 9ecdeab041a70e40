/** Rules that enforce one code style (CONTRIBUTING.md, Code style). `style-rules.spec.ts` proves that each rule reports. */
export const styleRestrictions = [
  {
    // A private constructor has no # form.
    selector:
      ":matches(PropertyDefinition, MethodDefinition[kind!='constructor'], TSParameterProperty)[accessibility='private']",
    message: 'Use a #private member instead of the keyword `private`.',
  },
  {
    selector: 'ObjectExpression > SpreadElement > ObjectExpression',
    message: 'Write the properties in place instead of spreading an object literal.',
  },
  {
    selector:
      'TSPropertySignature[key.name=/^(is|ask|do|does|tag)$/] > TSTypeAnnotation > TSLiteralType, ' +
      "CallExpression[callee.property.name='discriminatedUnion'] > Literal:first-child[value=/^(is|ask|do|does|tag|type)$/]",
    message: 'Name the discriminant of a union `kind`.',
  },
];

/** Constants are camelCase; zod schemas, classes and components may be PascalCase. */
export const constantNames = [
  'error',
  { selector: 'variable', format: ['camelCase', 'StrictPascalCase'], leadingUnderscore: 'allow' },
];
