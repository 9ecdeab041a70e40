/** The field of the palette, which the shortcut focuses. */
export const paletteInputId = 'palette-input';
