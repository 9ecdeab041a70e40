import { useLayoutEffect, useRef, type ReactNode } from 'react';
import type { PicturePoint } from '@vialog/contracts';
import { lineArrow } from './line-arrow.ts';
import styles from './line-shape.module.css';
import { svgPoints, viewBox } from './outline.ts';

interface LineShapeProps {
  readonly line: readonly PicturePoint[];
  readonly name: string;
  /** What is written at the arrow and on the other side of the line. */
  readonly labels: { readonly inbound: string; readonly outbound: string };
  /** Crossings that are counted while the picture is shown: the line flashes with each one. */
  readonly crossings?: { readonly inbound: number; readonly outbound: number } | undefined;
}

/** A counting line in an SVG of the picture, with an arrow in its inbound direction. */
export function LineShape({ line, name, labels, crossings }: LineShapeProps) {
  const arrow = lineArrow(line);
  const [first = [0, 0]] = line;
  return (
    <g>
      <polyline className={styles.line} points={svgPoints(line)} />
      {crossings && <Flashes line={line} crossings={crossings} />}
      <circle className={styles.end} cx={first[0] * viewBox.width} cy={first[1] * viewBox.height} r={8} />
      {arrow && (
        <>
          <line
            className={styles.shaft}
            x1={arrow.from[0]}
            y1={arrow.from[1]}
            x2={arrow.tip[0]}
            y2={arrow.tip[1]}
          />
          <polygon className={styles.head} points={arrow.head} />
          <Label className={styles.direction} direction="inbound" at={arrow.inboundLabel}>
            {labels.inbound}
          </Label>
          <Label className={styles.direction} direction="outbound" at={arrow.outboundLabel}>
            {labels.outbound}
          </Label>
        </>
      )}
      <Label className={styles.name} at={nameAt(first)}>
        {name}
      </Label>
    </g>
  );
}

/** One flash per direction, drawn again with each new number. */
function Flashes({ line, crossings }: Required<Pick<LineShapeProps, 'line' | 'crossings'>>) {
  return (['inbound', 'outbound'] as const).map((direction) => {
    const number = crossings?.[direction] ?? 0;
    if (number === 0) return null;
    return (
      <polyline
        key={`${direction}${number}`}
        className={styles.flash}
        data-direction={direction}
        points={svgPoints(line)}
      />
    );
  });
}

interface LabelProps {
  readonly className: string | undefined;
  readonly direction?: 'inbound' | 'outbound';
  /** Middle of the text, view box units. */
  readonly at: readonly [x: number, y: number];
  readonly children: ReactNode;
}

/** A text that is moved, and compressed if it is too long, so that the edges of the picture do not cut it off. */
function Label({ className, direction, at: [x, y], children }: LabelProps) {
  const text = useRef<SVGTextElement>(null);
  // The width depends on the font and on the size of the screen: it is only known after each rendering.
  useLayoutEffect(() => placeInside(text.current, x));
  return (
    <text ref={text} className={className} data-direction={direction} y={y} lengthAdjust="spacingAndGlyphs">
      {children}
    </text>
  );
}

/** Distance of texts from the left and right edge, view box units. */
const margin = 12;

function placeInside(text: SVGTextElement | null, x: number): void {
  if (!text) return;
  const maxWidth = viewBox.width - 2 * margin;
  text.removeAttribute('textLength');
  const width = text.getComputedTextLength();
  if (width > maxWidth) text.setAttribute('textLength', String(maxWidth));
  const half = Math.min(width, maxWidth) / 2 + margin;
  text.setAttribute('x', String(Math.min(viewBox.width - half, Math.max(half, x))));
}

/** Above the first point, inside the picture. */
const nameAt = ([x, y]: PicturePoint): [x: number, y: number] => [
  x * viewBox.width,
  Math.min(viewBox.height - 36, Math.max(36, y * viewBox.height - 26)),
];
