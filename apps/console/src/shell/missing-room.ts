/**
 * Rooms are fetched when first opened: with the server away, or another version behind the same address, that fails.
 * Each browser says it in its own words, and the bundler in its own for styles.
 */
export const isMissingRoom = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|importing a module|preload CSS/i.test(error.message);
