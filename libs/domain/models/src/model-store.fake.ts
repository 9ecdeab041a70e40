import type { ModelCard } from '@vialog/contracts';
import type { ModelPackage } from './check-package.ts';
import type { Checked } from './checked.ts';
import { listModels } from './list-models.ts';
import type { ModelList, ModelStore } from './model-store.port.ts';
import { checkStoredCard, modelNotFound, requireValidBytes, requireValid } from './stored-package.ts';

/** Model packages in memory, by model id. */
export class InMemoryModelStore implements ModelStore {
  readonly #packages: ReadonlyMap<string, ModelPackage>;

  constructor(packages: Readonly<Record<string, ModelPackage>>) {
    this.#packages = new Map(Object.entries(packages));
  }

  list(): Promise<ModelList> {
    return listModels([...this.#packages.keys()], (modelId) => this.#check(modelId));
  }

  async card(modelId: string): Promise<ModelCard | undefined> {
    const checked = await this.#check(modelId);
    return checked && requireValid(modelId, checked);
  }

  async bytes(modelId: string): Promise<Uint8Array> {
    const card = await this.card(modelId);
    const found = this.#packages.get(modelId);
    if (!card || !found) throw modelNotFound(modelId);
    return requireValidBytes(card, Uint8Array.from(found.model));
  }

  async #check(modelId: string): Promise<Checked<ModelCard> | undefined> {
    const found = this.#packages.get(modelId);
    if (!found) return undefined;
    const sizeOf = (): Promise<number> => Promise.resolve(found.model.length);
    return checkStoredCard({ modelId, card: found.card, sizeOf });
  }
}
