import { countClass, type CountClass } from '@vialog/contracts';
import { findNodeAtLocation, parseTree, type JSONPath } from 'jsonc-parser';
import { z } from 'zod';
import type { TrueObject } from './match-objects.ts';
import { pathOf } from './read-bays-set.ts';
import { SetError } from './set-error.ts';

/** A picture with the objects that are in it. */
export interface ObjectsPicture {
  /** Path of the picture as the set names it. */
  readonly image: string;
  readonly size: { readonly width: number; readonly height: number };
  readonly objects: readonly TrueObject[];
}

export interface ObjectsSet {
  readonly pictures: readonly ObjectsPicture[];
  /** Count classes that the set labels. */
  readonly classes: readonly CountClass[];
  /** Names of categories that are no count class; their objects are left out. */
  readonly ignored: readonly string[];
}

/** Category of the set, spelt as there → count class, for sets with other names than COCO. */
export type CategoryMap = Readonly<Record<string, CountClass>>;

const id = z.int('expected a whole number as id');
const side = z.int('expected a whole number of px').min(1, 'expected at least 1 px');
const px = z.number('expected a number of px');
const cocoFile = z.object({
  images: z
    .array(
      z.object({ id, file_name: z.string('expected a path').min(1), width: side, height: side }),
      'expected the list "images" of a COCO file',
    )
    .min(1, 'expected at least one picture'),
  categories: z
    .array(z.object({ id, name: z.string('expected a name') }), 'expected the list "categories"')
    .min(1, 'expected at least one category'),
  annotations: z.array(
    z.object({
      image_id: id,
      category_id: id,
      bbox: z.tuple([px, px, px, px], 'expected [x, y, width, height] in px'),
      iscrowd: z.union([z.literal(0), z.literal(1)], 'expected 0 or 1').optional(),
    }),
    'expected the list "annotations"',
  ),
});
type CocoFile = z.infer<typeof cocoFile>;

/** A box may reach beyond its picture by this much, px: exporters round. */
const tolerance = 1;
/** Problems that are looked for; the rest of the set has usually the same ones. */
const maxProblems = 200;

/**
 * Reads a COCO JSON file (`images`, `categories`, `annotations` with `bbox` in px).
 * @param file path for messages
 * @throws {SetError} when it is no such file, is empty, or has invalid ids or boxes; each problem with its line
 */
export function readCocoSet(text: string, file: string, categories: CategoryMap = {}): ObjectsSet {
  const content = text.replace(/^\uFEFF/, '');
  const read = cocoFile.safeParse(jsonOf(content, file));
  const problems: Problem[] = read.success
    ? problemsOf(read.data, categories)
    : read.error.issues
        .slice(0, maxProblems)
        .map(({ path, message }) => ({ path: path as JSONPath, message }));
  if (!read.success || problems.length > 0) throw new SetError(file, withLines(problems, content));
  return objectsSet(read.data, categories);
}

interface Problem {
  readonly path: JSONPath;
  readonly message: string;
}

function jsonOf(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const message = Error.isError(error) ? error.message : String(error);
    const at = Number(/position (\d+)/.exec(message)?.[1] ?? text.length);
    throw new SetError(file, [{ line: lineAt(text, at), message: `expected JSON; ${message}` }]);
  }
}

function withLines(problems: readonly Problem[], text: string): { line: number; message: string }[] {
  const root = parseTree(text);
  return problems.map(({ path, message }) => ({
    line: lineAt(text, root ? offsetOf(root, path) : 0),
    message: `${pathOf(path)}${message}`,
  }));
}

/** Where a value is, or the nearest one that contains it. */
function offsetOf(root: NonNullable<ReturnType<typeof parseTree>>, path: JSONPath): number {
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length));
    if (node) return node.offset;
  }
  return root.offset;
}

function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}

function problemsOf(coco: CocoFile, categories: CategoryMap): Problem[] {
  const sizes = new Map(coco.images.map((image) => [image.id, image]));
  const names = new Map(coco.categories.map(({ id: key, name }) => [key, name]));
  const boxes = coco.annotations.flatMap((annotation, index) =>
    annotationProblems(annotation, index, { sizes, names }),
  );
  const problems = [...repeated('images', coco.images), ...repeated('categories', coco.categories), ...boxes];
  if (problems.length === 0 && coco.annotations.length === 0)
    problems.push({ path: ['annotations'], message: 'expected at least one object and found none' });
  problems.push(...unknownCategories(coco, categories));
  if (!coco.categories.some(({ name }) => classOf(name, categories)))
    problems.push({
      path: ['categories'],
      message:
        `expected a category that is counted (${countClass.options.join(', ')}) and found ` +
        `${coco.categories.map(({ name }) => name).join(', ')}; map them with --categories "van=truck"`,
    });
  return problems.slice(0, maxProblems);
}

/** Names of the mapping that the set does not have: most likely misspelt, and their objects would be left out. */
function unknownCategories({ categories: known }: CocoFile, categories: CategoryMap): Problem[] {
  const names = known.map(({ name }) => name);
  return Object.keys(categories)
    .filter((category) => !names.includes(category))
    .map((category) => ({
      path: ['categories'],
      message: `--categories names "${category}", which the set does not have: expected one of ${names.join(', ')}`,
    }));
}

function repeated(list: 'images' | 'categories', items: readonly { readonly id: number }[]): Problem[] {
  const known = new Set<number>();
  return items.flatMap(({ id: key }, index) => {
    const isKnown = known.has(key);
    known.add(key);
    return isKnown
      ? [{ path: [list, index, 'id'], message: `expected a unique id and found ${key} again` }]
      : [];
  });
}

interface Known {
  readonly sizes: ReadonlyMap<number, CocoFile['images'][number]>;
  readonly names: ReadonlyMap<number, string>;
}

function annotationProblems(
  { image_id: imageId, category_id: categoryId, bbox }: CocoFile['annotations'][number],
  index: number,
  { sizes, names }: Known,
): Problem[] {
  const at = (key: string, message: string): Problem => ({ path: ['annotations', index, key], message });
  const image = sizes.get(imageId);
  const problems: Problem[] = [];
  if (!image) problems.push(at('image_id', `expected the id of a picture in "images" and found ${imageId}`));
  if (!names.has(categoryId))
    problems.push(
      at(
        'category_id',
        `expected one of the categories ${[...names.keys()].join(', ')} and found ${categoryId}`,
      ),
    );
  const [x, y, width, height] = bbox;
  if (width <= 0 || height <= 0)
    problems.push(at('bbox', `expected a width and height above 0 and found ${width} × ${height}`));
  else if (image && isOutside(bbox, image))
    problems.push(
      at(
        'bbox',
        `expected a box within the ${image.width} × ${image.height} px of ${image.file_name} and found ` +
          `${x}, ${y} to ${x + width}, ${y + height}`,
      ),
    );
  return problems;
}

const isOutside = (
  [x, y, width, height]: readonly [number, number, number, number],
  size: { readonly width: number; readonly height: number },
): boolean =>
  x < -tolerance ||
  y < -tolerance ||
  x + width > size.width + tolerance ||
  y + height > size.height + tolerance;

function objectsSet(coco: CocoFile, categories: CategoryMap): ObjectsSet {
  const classes = new Map(coco.categories.map(({ id: key, name }) => [key, classOf(name, categories)]));
  const byImage = Map.groupBy(coco.annotations, ({ image_id: imageId }) => imageId);
  const pictures = coco.images.map(({ id: key, file_name: image, width, height }) => ({
    image,
    size: { width, height },
    objects: (byImage.get(key) ?? []).flatMap((annotation): TrueObject[] => {
      const name = classes.get(annotation.category_id);
      const [x, y, w, h] = annotation.bbox;
      if (name === undefined) return [];
      return [{ name, x1: x, y1: y, x2: x + w, y2: y + h, isCrowd: annotation.iscrowd === 1 }];
    }),
  }));
  const labelled = new Set([...classes.values()].filter((name) => name !== undefined));
  return {
    pictures,
    classes: countClass.options.filter((name) => labelled.has(name)),
    ignored: coco.categories.filter(({ id: key }) => !classes.get(key)).map(({ name }) => name),
  };
}

function classOf(category: string, categories: CategoryMap): CountClass | undefined {
  const known = countClass.safeParse(category.trim().toLowerCase());
  const mapped = Object.hasOwn(categories, category) ? categories[category] : undefined;
  return mapped ?? (known.success ? known.data : undefined);
}
