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
          <text
            className={styles.direction}
            data-direction="inbound"
            x={arrow.inboundLabel[0]}
            y={arrow.inboundLabel[1]}
          >
            {labels.inbound}
          </text>
          <text
            className={styles.direction}
            data-direction="outbound"
            x={arrow.outboundLabel[0]}
            y={arrow.outboundLabel[1]}
          >
            {labels.outbound}
          </text>
        </>
      )}
      <text className={styles.name} {...nameAt(first)}>
        {name}
      </text>
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

/** Beside the first point, inside the picture. */
function nameAt([x, y]: PicturePoint): { x: number; y: number } {
  const limit = (value: number, whole: number, margin: number) =>
    Math.min(whole - margin, Math.max(margin, value));
  return {
    x: limit(x * viewBox.width, viewBox.width, 100),
    y: limit(y * viewBox.height - 26, viewBox.height, 36),
  };
}
