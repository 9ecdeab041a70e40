import { localStorageColorSchemeManager } from '@mantine/core';

/** The same key as public/color-scheme.js reads before the first paint. */
export const themeStore = localStorageColorSchemeManager({ key: 'vialog.theme' });
