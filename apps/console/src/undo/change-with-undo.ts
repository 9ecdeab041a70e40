import { undoStore } from './undo-store.ts';

/** The parts of a mutation that make a change. */
interface Change<Variables> {
  readonly mutate: (variables: Variables, options: { onSuccess: () => void }) => void;
  readonly mutateAsync: (variables: Variables) => Promise<unknown>;
}

interface Undoable<Variables> {
  readonly change: Variables;
  /** The opposite change. */
  readonly undo: Variables;
  /** What was changed, in the reader's language. */
  readonly text: string;
}

/** Makes a change and, once the server has accepted it, offers to undo it. */
export function changeWithUndo<Variables>(
  { mutate, mutateAsync }: Change<Variables>,
  { change, undo, text }: Undoable<Variables>,
): void {
  mutate(change, { onSuccess: () => undoStore.offer({ text, undo: () => mutateAsync(undo) }) });
}
