import { expect, it } from '@jest/globals';
import { join } from 'node:path';
import { isProductionFile, lockedProductionPackages } from './production-files.ts';

const root = join(import.meta.dirname, '../../../../');

it('installs no test tool and no compiler for the services', () => {
  const packages = lockedProductionPackages(root);
  expect(packages).toContain('onnxruntime-node');
  const tools = packages.filter((name) =>
    /^(jest|jest-.*|@jest\/.*|@babel\/(?!runtime$).*|typescript|fast-check|istanbul-.*|@vialog\/testkit)$/.test(
      name,
    ),
  );
  expect(tools).toEqual([]);
});

it.each([
  ['libs/contracts/dist/index.js', true],
  ['node_modules/zod/index.js', true],
  ['node_modules/zod/package.json', true],
  ['apps/api/dist/main.js', true],
  ['node_modules/@nestjs/swagger/dist/fixtures/document.base.js', true],
  ['libs/delivery/http-api/dist/http-api.fixture.js', false],
  ['libs/domain/registry/dist/registry-store.conformance.js', false],
  ['libs/domain/registry/dist/camera-store.fake.js', false],
  ['libs/domain/events/dist/conformance/index.js', false],
  ['libs/contracts/dist/index.d.ts', false],
  ['libs/contracts/dist/index.js.map', true],
  ['node_modules/zod/index.d.cts', false],
  ['node_modules/zod/index.js.map', false],
  ['node_modules/typescript/lib/typescript.js', false],
  ['node_modules/@jest/globals/index.js', false],
  ['node_modules/@babel/core/lib/index.js', false],
  ['node_modules/@babel/runtime-corejs3/index.js', false],
  ['node_modules/@babel/runtime/helpers/asyncToGenerator.js', true],
  ['node_modules/@babel', true],
  ['libs/testkit/dist/index.js', false],
])('%s is a file of the production image: %s', (path, isProduction) => {
  expect(isProductionFile(path)).toBe(isProduction);
});
