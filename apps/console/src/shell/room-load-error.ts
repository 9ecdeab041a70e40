/**
 * True for a room whose code could not be fetched: the server does not respond, or a new version replaced the files.
 * Every browser words this error differently, and Vite has its own message for style sheets.
 */
export const isRoomLoadError = (error: unknown): boolean =>
  error instanceof Error && /dynamically imported module|importing a module|preload CSS/i.test(error.message);
