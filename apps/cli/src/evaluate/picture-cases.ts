import { openLot } from '@vialog/compose-capture';
import { readBaysSet, readCocoSet, type ObjectsSet } from '@vialog/evaluation';
import { readInputFile } from '../input-file.ts';
import type { LotCase } from './evaluate-bays.ts';
import type { ObjectsCase } from './evaluate-objects.ts';
import type { EvaluateRequest } from './evaluate-request.ts';
import type { EvaluationSource } from './evaluation-source.ts';
import { checkPictures, readLabelledPicture, type SetPlace } from './labelled-pictures.ts';

/** Labelled pictures of a request. */
export interface PictureCases {
  readonly lots: readonly LotCase[];
  /** undefined: the request has no set of objects. */
  readonly objects:
    { readonly cases: readonly ObjectsCase[]; readonly classes: ObjectsSet['classes'] } | undefined;
  readonly notes: readonly string[];
}

/**
 * Reads the set of a request and checks that its pictures exist. Each picture is read when it is evaluated.
 * @throws {SetError} when the set is invalid or pictures are missing
 */
export async function readPictureCases({ source, categories }: EvaluateRequest): Promise<PictureCases> {
  switch (source.kind) {
    case 'clip':
      return { lots: [], objects: undefined, notes: [] };
    case 'scenes':
      return { lots: lotsOf(source), objects: undefined, notes: source.leftOut };
    case 'bays':
      return { lots: await baysOf(source), objects: undefined, notes: [] };
    case 'coco':
      return objectsOf(source, categories);
  }
}

/** Spaces and true states are known without rendering; the picture is rendered when it is evaluated. */
const lotsOf = ({ scenes }: Extract<EvaluationSource, { kind: 'scenes' }>): LotCase[] =>
  scenes
    .filter(({ kind }) => kind === 'lot')
    .map(({ url, density, group }) => {
      const { spaces, picture } = openLot(url, density);
      return { source: group, spaces, picture };
    });

async function baysOf(place: SetPlace): Promise<LotCase[]> {
  const pictures = readBaysSet(await textOf(place.file), place.file);
  await checkPictures(pictures, place);
  return pictures.map((picture) => ({
    source: place.file,
    spaces: picture.spaces,
    picture: () => readLabelledPicture(picture, place),
  }));
}

async function objectsOf(place: SetPlace, categories: EvaluateRequest['categories']): Promise<PictureCases> {
  const { pictures, classes, ignored } = readCocoSet(await textOf(place.file), place.file, categories);
  await checkPictures(pictures, place);
  const cases = pictures.map((picture) => ({
    objects: picture.objects,
    picture: () => readLabelledPicture(picture, place),
  }));
  const note = `left out: objects of the categories ${ignored.join(', ')}, which are not counted`;
  return { lots: [], objects: { cases, classes }, notes: ignored.length > 0 ? [note] : [] };
}

const textOf = async (file: string): Promise<string> =>
  (await readInputFile(file, 'labelled set')).toString();
