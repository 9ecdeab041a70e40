import { basename, dirname } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { packages, read, repositoryFiles } from './repository.ts';

const sources = repositoryFiles().filter((path) => /^(libs|apps|tools)\/.*\.(ts|tsx|mjs)$/.test(path));
const isTestCode = (path: string): boolean =>
  /\.(spec|fixture|fake|conformance|property)\.tsx?$|\/(conformance|fakes|fixtures)(\.ts|\/)|jest|^libs\/testkit|^apps\/e2e|^tools\/lint/.test(
    path,
  );
const production = sources.filter((path) => !isTestCode(path));
const testTools = /^(jest|@jest\/.*|fast-check|playwright-core|@vialog\/testkit)$/;

describe('layout', () => {
  test('the folder of a library and its layer tag agree', () => {
    const layers = new Map([
      ['contracts', 'layer:contracts'],
      ['geometry', 'layer:contracts'],
      ['domain', 'layer:domain'],
      ['adapters', 'layer:adapter'],
      ['delivery', 'layer:delivery'],
      ['composition', 'layer:composition'],
    ]);
    const wrong = packages().filter(({ folder, nx }) => {
      const layer = layers.get(/^libs\/(\w+)/.exec(folder)?.[1] ?? '');
      return layer !== undefined && !nx?.tags?.includes(layer);
    });
    expect(wrong.map(({ folder }) => folder)).toEqual([]);
  });

  test('a package is named after its folder', () => {
    const services = /^@vialog\/\w+-service$/;
    const wrong = packages().filter(
      ({ folder, name }) => name !== `@vialog/${basename(folder)}` && !services.test(name),
    );
    expect(wrong.map(({ folder, name }) => `${folder}: ${name}`)).toEqual([]);
  });

  test('no file or folder has a name that says nothing', () => {
    const vague = /^(utils?|common|helpers?|shared|managers?|misc)(\.|$)/;
    const names = sources.flatMap((path) =>
      [basename(path), ...dirname(path).split('/')].map((name) => [name, path]),
    );
    expect(names.filter(([name = '']) => vague.test(name)).map(([, path]) => path)).toEqual([]);
  });

  test('production code imports no test code', () => {
    const imports = production.flatMap((path) =>
      [...read(path).matchAll(/from '([^']+)'/g)].map(({ 1: from }) => [path, from as string] as const),
    );
    const wrong = imports.filter(
      ([, from]) =>
        testTools.test(from) ||
        /\.(spec|fixture|fake|conformance)\.ts$|\/(conformance|fakes|fixtures)$/.test(from),
    );
    expect(
      wrong.filter(([path]) => !path.startsWith('tools/')).map(([path, from]) => `${path} imports ${from}`),
    ).toEqual([]);
  });

  test('libraries and services list test tools as development dependencies', () => {
    const shipped = packages().filter(
      ({ folder }) => /^(libs|apps)\//.test(folder) && !/testkit|e2e/.test(folder),
    );
    const wrong = shipped.flatMap(({ folder, dependencies = {} }) =>
      Object.keys(dependencies)
        .filter((name) => testTools.test(name))
        .map((name) => `${folder}: ${name}`),
    );
    expect(wrong).toEqual([]);
  });
});
