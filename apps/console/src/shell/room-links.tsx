import { Link } from '@tanstack/react-router';
import { useWords } from '../language/language.ts';
import styles from './shell.module.css';

const rooms = [
  ['/sites', 'shell.sites'],
  ['/trends', 'shell.trends'],
  ['/questions', 'shell.questions'],
  ['/alerts', 'alerts.title'],
  ['/models', 'models.title'],
] as const;

/** The main navigation. On a narrow screen the form of a new camera is a sign, so that all links are in view. */
export function RoomLinks() {
  const { t } = useWords();
  return (
    <nav aria-label={t('shell.rooms')} className={styles.rooms}>
      <Link to="/overview" className={styles.room}>
        {t('overview.title')}
      </Link>
      <Link to="/" className={styles.room} activeOptions={{ exact: true, includeSearch: false }}>
        {t('shell.map')}
      </Link>
      {rooms.map(([to, key]) => (
        <Link key={to} to={to} className={styles.room} activeOptions={{ includeSearch: false }}>
          {t(key)}
        </Link>
      ))}
      {/* A page of its own: it has no navigation and its own connection. */}
      <a href="/board" className={styles.room}>
        {t('board.title')}
      </a>
      <Link to="/cameras/new" className={styles.room} title={t('shell.addCamera')}>
        <span className={styles.wide}>{t('shell.addCamera')}</span>
        <span className={styles.plus} aria-hidden="true">
          +
        </span>
      </Link>
    </nav>
  );
}
