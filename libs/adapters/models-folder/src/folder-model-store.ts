import { readFile, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ModelCard, modelId as modelIdRule } from '@vialog/contracts';
import {
  type Checked,
  type ModelList,
  type ModelStore,
  checkModel,
  checkStoredCard,
  listModels,
  modelNotFound,
  requireValidBytes,
  requireValid,
} from '@vialog/models';

/** A card is a page of text; anything larger is none. */
const maxCardBytes = 256 * 1024;

/** Model packages as folders: `<folder>/<model id>/model.json` and the file the card names beside it. */
export class FolderModelStore implements ModelStore {
  readonly #folder: string;
  /** What a file was found to be, by all that would show that it is another one now. */
  readonly #looked = new Map<string, { readonly state: string; readonly checked: Checked<ModelCard> }>();

  /** @param folder need not exist yet; a package may come and go while the store is used */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async list(): Promise<ModelList> {
    const entries = await absentAs([], readdir(this.#folder));
    return listModels(entries, (modelId) => this.#checkWhole(modelId));
  }

  async card(modelId: string): Promise<ModelCard | undefined> {
    const checked = await this.#check(modelId);
    return checked && requireValid(modelId, checked);
  }

  async bytes(modelId: string): Promise<Uint8Array> {
    const card = await this.card(modelId);
    if (!card) throw modelNotFound(modelId);
    return requireValidBytes(card, await readFile(join(this.#folder, modelId, card.file)));
  }

  /** The file too, which is read once as long as it stays the same: a model may have 200 MB. */
  async #checkWhole(modelId: string): Promise<Checked<ModelCard> | undefined> {
    const stored = await this.#check(modelId);
    if (stored?.ok !== true) return stored;
    const path = join(this.#folder, modelId, stored.value.file);
    const { ino, size, mtimeMs, ctimeMs } = await stat(path);
    const state = JSON.stringify([ino, size, mtimeMs, ctimeMs, stored.value]);
    const known = this.#looked.get(modelId);
    if (known?.state === state) return known.checked;
    const whole = await readFile(path).then((file) => checkModel(stored.value, file), unreadable);
    const checked = whole.ok ? stored : whole;
    this.#looked.set(modelId, { state, checked });
    return checked;
  }

  /** Undefined where the name is no model id or the folder holds no card: then it is no package at all. */
  async #check(modelId: string): Promise<Checked<ModelCard> | undefined> {
    if (!modelIdRule.safeParse(modelId).success) return undefined;
    const path = (file: string): string => join(this.#folder, modelId, file);
    const size = await sizeOf(path('model.json'));
    if (size === undefined) return undefined;
    if (size > maxCardBytes)
      return {
        ok: false,
        problems: [`model.json: expected at most ${maxCardBytes} bytes, found ${size}`],
      };
    const card = await readFile(path('model.json'), 'utf8');
    return checkStoredCard({ modelId, card, sizeOf: (file) => sizeOf(path(file)) });
  }
}

const unreadable = ({ code, message }: NodeJS.ErrnoException): Checked<never> => ({
  ok: false,
  problems: [`the model file cannot be read (${code ?? message}): give it to the user who starts Vialog`],
});

/** Size of a plain file in bytes, or undefined where there is none. */
async function sizeOf(path: string): Promise<number | undefined> {
  const found = await absentAs(undefined, stat(path));
  return found?.isFile() ? found.size : undefined;
}

/** The result, or `absent` where a part of the path does not exist. */
async function absentAs<T, A>(absent: A, work: Promise<T>): Promise<T | A> {
  try {
    return await work;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return absent;
    throw error;
  }
}
