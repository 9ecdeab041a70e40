import type { CSSProperties } from 'react';
import type { BoardFigure, BoardTile } from '@vialog/contracts';
import { tileStateOf, type TileState } from '../../board/tile-state.ts';
import { percent, wholeNumber } from '../../format/numbers.ts';
import { ageText } from '../../format/times.ts';
import { useWords, type Words } from '../../language/language.ts';
import { useNow } from '../../live/use-now.ts';
import styles from './board.module.css';

/** A site: its figure with arrow and age, marked when it is delayed, or why there is none. */
export function BoardTileView({ tile }: { tile: BoardTile }) {
  const state = tileStateOf(tile, useNow());
  return (
    <li className={styles.tile} data-state={state}>
      <h2 className={styles.name}>{tile.name}</h2>
      {tile.figure && state !== 'none' ? (
        <Figure tile={tile} figure={tile.figure} state={state} />
      ) : (
        <NoFigure tile={tile} />
      )}
    </li>
  );
}

interface FigureProps {
  readonly tile: BoardTile;
  readonly figure: BoardFigure;
  readonly state: TileState;
}

function Figure({ tile, figure, state }: FigureProps) {
  const words = useWords();
  const { t, tag } = words;
  const number = wholeNumber(figure.value, tag);
  const shown = figure.atLeast ? `≥ ${number}` : number;
  return (
    <>
      <p className={styles.figure} style={{ '--characters': shown.length } as CSSProperties}>
        <span className={styles.number} aria-hidden={figure.atLeast || undefined}>
          {shown}
        </span>
        {figure.atLeast && <span className="visually-hidden">{t('board.atLeast', { value: number })}</span>}
        <TrendArrow trend={tile.trend} />
      </p>
      <p className={styles.unit}>
        {unitText(figure, words)}
        {figure.occupancy != null && (
          <span className={styles.soft}>
            {' · '}
            {t('board.occupied', { share: percent(figure.occupancy, tag) })}
          </span>
        )}
      </p>
      <Age tile={tile} figure={figure} state={state} />
      {figure.occupancy != null && <OccupancyBar share={figure.occupancy} />}
    </>
  );
}

function unitText({ kind, spaces }: BoardFigure, { t, tag }: Words): string {
  if (kind === 'present') return t('sites.unit.presence');
  return spaces ? t('board.freeOf', { spaces: wholeNumber(spaces, tag) }) : t('board.free');
}

/** How old the figure is, what is missing in it, and that it is delayed. */
function Age({ tile: { reason }, figure, state }: FigureProps) {
  const { t, tag } = useWords();
  const now = useNow();
  const parts = [
    ageText(Math.max(0, now - Date.parse(figure.endAt)), t),
    ...(reason ? [t(reasonKey(reason))] : []),
    ...(figure.coverage < 1 ? [t('board.coverage', { share: percent(figure.coverage, tag) })] : []),
  ];
  return (
    <p className={styles.age}>
      {state === 'stale' && <strong className={styles.mark}>{t('board.delayed')}</strong>}
      {parts.join(' · ')}
    </p>
  );
}

/** No figure, or one that is too old to be shown as one: it is named in words only. */
function NoFigure({ tile: { figure, reason } }: { tile: BoardTile }) {
  const { t, tag } = useWords();
  const now = useNow();
  return (
    <>
      <p className={styles.figure} aria-hidden="true">
        <span className={styles.number}>–</span>
      </p>
      <p className={styles.unit}>
        <strong>{t('board.notMeasured')}</strong>
      </p>
      <p className={styles.age}>{t(reasonKey(reason))}</p>
      {figure && (
        <p className={styles.age}>
          {t('board.last', {
            value: wholeNumber(figure.value, tag),
            age: ageText(Math.max(0, now - Date.parse(figure.endAt)), t),
          })}
        </p>
      )}
    </>
  );
}

function reasonKey(reason: BoardTile['reason']): string {
  if (reason === 'no_zone') return 'board.noZone';
  if (reason === 'not_expected') return 'board.notExpected';
  return reason ? `reason.${reason}` : 'board.noResponse';
}

const rotations = { rising: -90, falling: 90, steady: 0 } as const;

function TrendArrow({ trend }: { trend: BoardTile['trend'] }) {
  const { t } = useWords();
  if (!trend) return <span className="visually-hidden">{t('board.trend.unknown')}</span>;
  return (
    <svg
      viewBox="0 0 24 24"
      className={styles.arrow}
      role="img"
      aria-label={t(`board.trend.${trend.direction}`)}
    >
      <path
        d="M3 12h16M12 4.500l7.500 7.500-7.500 7.500"
        transform={`rotate(${rotations[trend.direction]} 12 12)`}
        fill="none"
        stroke="currentColor"
        strokeWidth="3"
      />
    </svg>
  );
}

function OccupancyBar({ share }: { share: number }) {
  return (
    <div className={styles.bar} aria-hidden="true">
      <div style={{ width: `${Math.min(1, share) * 100}%` }} />
    </div>
  );
}
