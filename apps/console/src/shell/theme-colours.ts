import type { MantineColorsTuple } from '@mantine/core';

/** In all ramps, shade 8 has a contrast of at least 4.5 with white text. */
export const lagoon: MantineColorsTuple = [
  '#e6f3f3',
  '#cfe5e6',
  '#a2cbcd',
  '#72b0b3',
  '#4b999d',
  '#31898e',
  '#207f85',
  '#0f6d74',
  '#0d5c63',
  '#084a50',
];
export const green: MantineColorsTuple = [
  '#e9f7ee',
  '#d3ecdc',
  '#a7d9b8',
  '#78c591',
  '#52b471',
  '#3aaa5d',
  '#238a49',
  '#1d7a3f',
  '#1a6a36',
  '#175427',
];
export const yellow: MantineColorsTuple = [
  '#fff5e0',
  '#fde9c8',
  '#f8d393',
  '#f3bb59',
  '#eea72a',
  '#d48a0c',
  '#9c6400',
  '#8a5700',
  '#784b00',
  '#633800',
];
export const red: MantineColorsTuple = [
  '#ffecec',
  '#fbd6d4',
  '#f2aaa7',
  '#ea7c77',
  '#e3554f',
  '#d63b34',
  '#bd2c27',
  '#ab2521',
  '#9f1f1c',
  '#8f1919',
];

/** Surfaces of Mantine in the dark theme, matching tokens.css. */
export const dark: MantineColorsTuple = [
  '#e4ebe8',
  '#a5b3af',
  '#8d9b98',
  '#60706f',
  '#415154',
  '#2a383b',
  '#172022',
  '#141c1e',
  '#0d1315',
  '#080c0e',
];
