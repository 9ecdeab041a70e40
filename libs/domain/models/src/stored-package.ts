import { type ModelCard, VialogError } from '@vialog/contracts';
import { checkCard, checkModel } from './check-package.ts';
import { type Checked, invalid } from './checked.ts';

/** A card in a store. Rules of every store: the folder has the name of the model id, and the file has the size of the card. */
export interface StoredCard {
  readonly modelId: string;
  /** Text of `model.json`. */
  readonly card: string;
  /** Size of the file that the card names, in bytes; undefined if it does not exist. */
  readonly sizeOf: (file: string) => Promise<number | undefined>;
}

/** Checks a stored card without reading the model file. */
export async function checkStoredCard({
  modelId,
  card: text,
  sizeOf,
}: StoredCard): Promise<Checked<ModelCard>> {
  const checked = checkCard(text);
  if (!checked.ok) return checked;
  const card = checked.value;
  if (card.id !== modelId)
    return invalid(
      `model.json: expected the id "${modelId}" of its folder, found "${card.id}": rename one of them`,
    );
  const size = await sizeOf(card.file);
  if (size === undefined)
    return invalid(`${card.file}: named by the card, but the file does not exist: put it beside model.json`);
  if (size !== card.bytes)
    return invalid(
      `${card.file}: expected ${card.bytes} bytes by the card, found ${size}: the file was replaced or truncated`,
    );
  return checked;
}

/**
 * Returns the value of a valid package.
 * @throws {VialogError} MODEL_REFUSED with all problems of an invalid package
 */
export function requireValid<T>(modelId: string, checked: Checked<T>): T {
  if (checked.ok) return checked.value;
  throw new VialogError('MODEL_REFUSED', `Model "${modelId}" is rejected. ${checked.problems.join('. ')}.`, {
    details: checked.problems.map((message) => ({ message })),
  });
}

/**
 * Returns the bytes of a model after checking them against the card.
 * @throws {VialogError} MODEL_REFUSED
 */
export function requireValidBytes(card: ModelCard, bytes: Uint8Array): Uint8Array {
  requireValid(card.id, checkModel(card, bytes));
  return bytes;
}

export function modelNotFound(modelId: string): VialogError {
  return new VialogError('MODEL_NOT_FOUND', `There is no model "${modelId}".`);
}
