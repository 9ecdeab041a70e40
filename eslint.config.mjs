import { readdirSync } from 'node:fs';
import nx from '@nx/eslint-plugin';
import importX from 'eslint-plugin-import-x';
import tseslint from 'typescript-eslint';
import { constantNames, styleRestrictions } from './tools/lint/src/style-rules.mjs';

/** Dependencies point one way: contracts ← domain ← adapters and delivery ← composition ← apps. tools/lint proves each. */
const layers = [
  {
    sourceTag: 'layer:contracts',
    onlyDependOnLibsWithTags: ['layer:contracts'],
    allowedExternalImports: ['zod', 'robust-predicates', '@jest/globals', 'fast-check'],
  },
  {
    sourceTag: 'layer:domain',
    onlyDependOnLibsWithTags: ['layer:contracts', 'layer:domain'],
    bannedExternalImports: [
      '@nestjs/*',
      'fastify',
      '@fastify/*',
      'kysely',
      'onnxruntime-node',
      'sharp',
      'pino',
      'prom-client',
      '@nats-io/*',
      '@elastic/*',
    ],
  },
  {
    sourceTag: 'layer:adapter',
    onlyDependOnLibsWithTags: ['layer:contracts', 'layer:domain', 'layer:adapter', 'layer:testkit'],
  },
  {
    sourceTag: 'layer:delivery',
    onlyDependOnLibsWithTags: ['layer:contracts', 'layer:domain', 'layer:delivery'],
    bannedExternalImports: ['kysely', 'onnxruntime-node', 'sharp', '@nats-io/*', '@elastic/*'],
  },
  {
    sourceTag: 'layer:composition',
    onlyDependOnLibsWithTags: [
      'layer:contracts',
      'layer:domain',
      'layer:adapter',
      'layer:delivery',
      'layer:composition',
      'layer:testkit',
    ],
  },
  {
    sourceTag: 'layer:testkit',
    onlyDependOnLibsWithTags: ['layer:contracts', 'layer:domain', 'layer:testkit'],
  },
  { sourceTag: 'layer:console', onlyDependOnLibsWithTags: ['layer:contracts', 'platform:any'] },
  {
    // Runs in the browser too: pure functions without zod, which would triple the size of the console's scripts.
    sourceTag: 'platform:any',
    onlyDependOnLibsWithTags: ['layer:contracts', 'platform:any'],
    bannedExternalImports: ['zod'],
  },
  {
    sourceTag: 'layer:tool',
    onlyDependOnLibsWithTags: [
      'layer:contracts',
      'layer:domain',
      'layer:adapter',
      'layer:delivery',
      'layer:composition',
      'layer:testkit',
    ],
  },
  // End-to-end tests may import the adapters whose output they compare.
  {
    sourceTag: 'layer:e2e',
    onlyDependOnLibsWithTags: [
      'layer:contracts',
      'layer:domain',
      'layer:adapter',
      'layer:delivery',
      'layer:testkit',
    ],
  },
  {
    sourceTag: 'layer:app',
    onlyDependOnLibsWithTags: [
      'layer:contracts',
      'layer:domain',
      'layer:delivery',
      'layer:composition',
      'layer:testkit',
    ],
  },
];

/** Every folder here is a room of the console; the rule below applies to it automatically. */
const roomsFolder = './apps/console/src/rooms';
const roomNames = readdirSync(new URL(roomsFolder, import.meta.url));

/** A room imports no other room; shared parts import no room. Only the router and the console itself do. */
const roomZones = [
  ...roomNames.map((room) => ({
    target: `${roomsFolder}/${room}`,
    from: roomsFolder,
    except: [`./${room}`],
    message:
      'A room may not import another room. Move what both need to a shared folder of apps/console/src.',
  })),
  {
    target: './apps/console/src/!(rooms)/**/*',
    from: roomsFolder,
    message: 'Shared parts of the console may not import a room.',
  },
];

const sizes = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 50, skipBlankLines: true, skipComments: true }],
  complexity: ['error', 10],
  'max-params': ['error', 4],
};

const hiddenClocks = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'Take the time from a Clock that is passed in.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time from a Clock that is passed in.',
  },
  {
    selector: "MemberExpression[object.name='performance']",
    message: 'Take durations from a Clock that is passed in.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Pass the random source in.',
  },
  {
    selector: "MemberExpression[object.name='process']",
    message: 'Domain code must not use `process`; pass the value in.',
  },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate|fetch)$/]',
    message: 'Domain code must not start timers or requests; pass a port in.',
  },
];

const exportRules = [
  { selector: 'ExportDefaultDeclaration', message: 'Named exports only.' },
  { selector: 'ExportAllDeclaration', message: 'List the names; index.ts is the public API.' },
];

export default [
  {
    ignores: [
      '**/dist/**',
      '**/dist-spec/**',
      '**/node_modules/**',
      '**/coverage/**',
      'data/**',
      '**/*.generated.*',
      '**/*.d.ts',
      '.nx/**',
      '.cache/**',
      'apps/console/public/**',
    ],
  },
  ...nx.configs['flat/base'],
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.tsx'] })),
  {
    files: ['**/*.ts', '**/*.tsx'],
    // Two TypeScript programs for the repository; one per project takes twice as long.
    languageOptions: {
      parserOptions: {
        project: ['./tsconfig.check.json', './apps/console/tsconfig.check.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          depConstraints: layers,
          banTransitiveDependencies: true,
          enforceBuildableLibDependency: false,
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/naming-convention': constantNames,
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'separate-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-restricted-syntax': ['error', ...exportRules, ...styleRestrictions],
      ...sizes,
    },
  },
  {
    // Nest reads constructor parameter types at run time: a type-only import would erase them.
    files: [
      'libs/delivery/http-api/**/*.ts',
      'libs/delivery/message-handlers/**/*.ts',
      'libs/delivery/{service-runtime,observability}/**/*.ts',
      'libs/delivery/messaging-nest/**/*.ts',
      'apps/{standalone,api,ingest,detector,indexer,edge}/**/*.ts',
    ],
    rules: {
      '@typescript-eslint/consistent-type-imports': 'off',
      '@typescript-eslint/no-extraneous-class': 'off',
    },
  },
  {
    files: ['libs/contracts/src/**/*.ts', 'libs/domain/*/src/**/*.ts'],
    // Fakes and conformance suites are test code: those of a bus need timers.
    ignores: ['**/*.spec.ts', 'libs/domain/messaging/src/*.{fake,fixture,conformance}.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...exportRules, ...styleRestrictions, ...hiddenClocks],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['node:*', '!node:crypto'],
              message: 'Domain code must not use files, sockets or processes; pass a port in.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/*.conformance.ts'],
    rules: {
      'max-lines': ['error', { max: 500 }],
      'max-lines-per-function': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['apps/console/src/**/*.ts', 'apps/console/src/**/*.tsx'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.tsx'] } },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones: roomZones }],
      'import-x/no-cycle': 'error',
    },
  },
  { files: ['**/*.mjs', '**/*.js'], rules: { ...sizes } },
  {
    // The public API of the contracts is listed in two files, because one would be too long.
    files: ['libs/contracts/src/index.ts'],
    rules: { 'no-restricted-syntax': ['error', exportRules[0], ...styleRestrictions] },
  },
];
