import { access } from 'node:fs/promises';
import { resolve } from 'node:path';
import { decodePicture } from '@vialog/compose-capture';
import type { RgbPicture } from '@vialog/contracts';
import { SetError } from '@vialog/evaluation';
import { readInputFile } from '../input-file.ts';

/** A picture that a set names. */
export interface NamedPicture {
  readonly image: string;
  readonly line?: number;
  /** Size that the set names, px. */
  readonly size: { readonly width: number; readonly height: number } | undefined;
}

/** Where a set is and where its pictures are. */
export interface SetPlace {
  readonly file: string;
  readonly folder: string;
}

/** @throws {SetError} when pictures of a set do not exist: before the first one is evaluated */
export async function checkPictures(pictures: readonly NamedPicture[], place: SetPlace): Promise<void> {
  const missing = await Promise.all(
    pictures.map(async ({ image, line }) => {
      const path = resolve(place.folder, image);
      const isFound = await access(path).then(
        () => true,
        () => false,
      );
      return isFound
        ? []
        : [{ line, message: `the picture ${path} does not exist; --pictures names their folder` }];
    }),
  );
  if (missing.some((problems) => problems.length > 0)) throw new SetError(place.file, missing.flat());
}

/**
 * Reads a picture of a set.
 * @throws {SetError} when its size is not the one that the set names: boxes and polygons would be in the wrong place
 * @throws {Error} when it is no picture
 */
export async function readLabelledPicture(
  { image, line, size }: NamedPicture,
  { file, folder }: SetPlace,
): Promise<RgbPicture> {
  const path = resolve(folder, image);
  const picture = await decodePicture(await readInputFile(path, 'picture'), path);
  if (!size || (size.width === picture.width && size.height === picture.height)) return picture;
  const message =
    `expected ${image} to have ${size.width} × ${size.height} px, as the set says, and found ` +
    `${picture.width} × ${picture.height}; label the picture that is evaluated`;
  throw new SetError(file, [{ line, message }]);
}
