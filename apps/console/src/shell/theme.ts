import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core';

/** Shade 8 is the one that carries white text in both themes (contrast ≥ 4.5). */
const lagoon: MantineColorsTuple = [
  '#e6f3f3', '#cfe5e6', '#a2cbcd', '#72b0b3', '#4b999d', '#31898e', '#207f85', '#0f6d74', '#0d5c63', '#084a50',
]; // prettier-ignore
const green: MantineColorsTuple = [
  '#e9f7ee', '#d3ecdc', '#a7d9b8', '#78c591', '#52b471', '#3aaa5d', '#238a49', '#1d7a3f', '#1a6a36', '#175427',
]; // prettier-ignore
const yellow: MantineColorsTuple = [
  '#fff5e0', '#fde9c8', '#f8d393', '#f3bb59', '#eea72a', '#d48a0c', '#9c6400', '#8a5700', '#784b00', '#633800',
]; // prettier-ignore
const red: MantineColorsTuple = [
  '#ffecec', '#fbd6d4', '#f2aaa7', '#ea7c77', '#e3554f', '#d63b34', '#bd2c27', '#ab2521', '#9f1f1c', '#8f1919',
]; // prettier-ignore

/** Surfaces of Mantine in the dark theme, in step with tokens.css. */
const dark: MantineColorsTuple = [
  '#e4ebe8', '#a5b3af', '#8d9b98', '#60706f', '#415154', '#2a383b', '#172022', '#141c1e', '#0d1315', '#080c0e',
]; // prettier-ignore

const latin = '"IBM Plex Sans"';
const chinese =
  '"PingFang SC", "Hiragino Sans GB", "Microsoft YaHei", "Noto Sans CJK SC", "WenQuanYi Micro Hei"';

export const theme = createTheme({
  primaryColor: 'lagoon',
  primaryShade: { light: 8, dark: 8 },
  colors: { lagoon, green, yellow, red, dark },
  fontFamily: `${latin}, ${chinese}, system-ui, sans-serif`,
  headings: { fontWeight: '600' },
  defaultRadius: 4,
  cursorType: 'pointer',
  fontSizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' },
});

/** Mantine's own surfaces take the colours of tokens.css, so that there is one palette. */
export const themeVariables: CSSVariablesResolver = () => {
  const shared = {
    '--mantine-color-body': 'var(--paper)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-default': 'var(--panel)',
    '--mantine-color-default-hover': 'var(--hover)',
    '--mantine-color-default-color': 'var(--ink)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--bad)',
    '--mantine-color-anchor': 'var(--accent)',
  };
  return { variables: {}, light: shared, dark: shared };
};
