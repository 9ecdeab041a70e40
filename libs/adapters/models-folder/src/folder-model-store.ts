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

/** A card has a few kilobytes; a larger file is rejected without reading it. */
const maxCardBytes = 256 * 1024;

/** Model packages in folders: `<folder>/<model id>/model.json` and the model file that the card names. */
export class FolderModelStore implements ModelStore {
  readonly #folder: string;
  /** Result of the last check of each model file, with the state of the file at that time. */
  readonly #results = new Map<string, { readonly state: string; readonly checked: Checked<ModelCard> }>();

  /** @param folder may be created later; packages may be added and removed while the store is in use */
  constructor(folder: string) {
    this.#folder = folder;
  }

  async list(): Promise<ModelList> {
    const entries = await absentAs([], readdir(this.#folder));
    return listModels(entries, (modelId) => this.#checkPackage(modelId));
  }

  async card(modelId: string): Promise<ModelCard | undefined> {
    const checked = await this.#checkCard(modelId);
    return checked && requireValid(modelId, checked);
  }

  async bytes(modelId: string): Promise<Uint8Array> {
    const card = await this.card(modelId);
    if (!card) throw modelNotFound(modelId);
    return requireValidBytes(card, await readFile(join(this.#folder, modelId, card.file)));
  }

  /** Checks card and model file. A model may have 200 MB, so its file is read again only after it changed. */
  async #checkPackage(modelId: string): Promise<Checked<ModelCard> | undefined> {
    const stored = await this.#checkCard(modelId);
    if (stored?.ok !== true) return stored;
    const path = join(this.#folder, modelId, stored.value.file);
    const { ino, size, mtimeMs, ctimeMs } = await stat(path);
    const state = JSON.stringify([ino, size, mtimeMs, ctimeMs, stored.value]);
    const known = this.#results.get(modelId);
    if (known?.state === state) return known.checked;
    const model = await readFile(path).then((file) => checkModel(stored.value, file), unreadable);
    const checked = model.ok ? stored : model;
    this.#results.set(modelId, { state, checked });
    return checked;
  }

  /** Checks the card. Undefined if the name is not a model id or the folder has no card: it is not a package. */
  async #checkCard(modelId: string): Promise<Checked<ModelCard> | undefined> {
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
  problems: [
    `the model file cannot be read (${code ?? message}): allow the user that runs Vialog to read it`,
  ],
});

/** Size of a regular file in bytes; undefined if it does not exist. */
async function sizeOf(path: string): Promise<number | undefined> {
  const found = await absentAs(undefined, stat(path));
  return found?.isFile() ? found.size : undefined;
}

/** The result; `absent` if a part of the path does not exist. */
async function absentAs<T, A>(absent: A, work: Promise<T>): Promise<T | A> {
  try {
    return await work;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return absent;
    throw error;
  }
}
