import { useWords } from '../../language/language.ts';
import { ChoiceMenu } from '../../shell/choice-menu.tsx';
import styles from './board.module.css';

/** Says how a screen without access gets it. The feed continues to try. */
export function BoardSignedOut() {
  const { t } = useWords();
  return (
    <main className={styles.signedOut}>
      <h1>{t('board.signedOut.title')}</h1>
      <p>{t('board.signedOut.lead')}</p>
      <p>{t('board.signedOut.kiosk')}</p>
      <p>
        {t('board.signedOut.person')} <a href="/">{t('board.signedOut.signIn')}</a>
      </p>
      <p className={styles.soft}>{t('board.signedOut.retry')}</p>
      <ChoiceMenu />
    </main>
  );
}
