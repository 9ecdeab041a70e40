/** An event that cannot be made into a message; no later attempt can either. */
export class RenderingError extends Error {}

/**
 * What `render`, which reads nothing, returns.
 * @throws {RenderingError} when it fails
 */
export function renderEvent<T>(render: () => T): T {
  try {
    return render();
  } catch (error) {
    throw new RenderingError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}
