/** Escapes text for XML and HTML, in content and in quoted attributes. */
export const escapeXml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => entities[character] ?? character);

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

type Attributes = Readonly<Record<string, string | number>>;

/** An SVG element; numbers have at most two decimals. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const written = Object.entries(attributes)
    .map(([key, value]) => ` ${key}="${typeof value === 'number' ? round(value) : escapeXml(value)}"`)
    .join('');
  return content === '' ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

const round = (value: number): string => String(Number(value.toFixed(2)));

export interface TextStyle {
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly size?: number;
  readonly fill?: string;
}

export const svgText = (
  text: string,
  [x, y]: readonly [number, number],
  { anchor = 'start', size = 11, fill = ink }: TextStyle = {},
): string => element('text', { x, y, 'text-anchor': anchor, 'font-size': size, fill }, escapeXml(text));

/** Shortens a text to a number of characters; wide characters count twice. */
export function shortened(text: string, length: number): string {
  let width = 0;
  let short = '';
  for (const character of text) {
    width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1;
    if (width > length) return `${short}…`;
    short += character;
  }
  return text;
}

export const ink = '#1f2933';
export const faint = '#667380';
export const gridLine = '#dfe4e9';
/** Colours that people with colour blindness can tell apart (Okabe and Ito). */
export const lineColours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7', '#8a6d00', '#56b4e9'] as const;
export const chartWidth = 720;

/** A chart as an SVG document of its own. `title` is read by screen readers. */
export function svgDocument(title: string, height: number, content: string): string {
  const definitions =
    '<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">' +
    '<rect width="6" height="6" fill="#f4d9c6"/><rect width="2" height="6" fill="#b8561b"/></pattern></defs>';
  const background = element('rect', { width: chartWidth, height, fill: '#ffffff' });
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${chartWidth} ${height}`,
      width: chartWidth,
      height,
      role: 'img',
      'font-family': "'Noto Sans SC','PingFang SC','Microsoft YaHei',system-ui,sans-serif",
    },
    `<title>${escapeXml(title)}</title>${definitions}${background}${content}`,
  );
}
