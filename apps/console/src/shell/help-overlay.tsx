import { Modal, Switch } from '@mantine/core';
import { useWords } from '../language/language.ts';
import styles from './shell.module.css';
import { switchSingleKeys, useSingleKeys } from './shortcut-choice.ts';

const keys = [
  ['/', 'search'],
  ['?', 'help'],
  ['Ctrl K', 'palette'],
  ['u', 'undo'],
  ['g o', 'overview'],
  ['g m', 'map'],
  ['g s', 'sites'],
  ['g t', 'trends'],
  ['g q', 'questions'],
  ['g l', 'alerts'],
  ['g d', 'models'],
  ['g r', 'reports'],
  ['g a', 'add'],
  ['j  k', 'list'],
  ['Esc', 'close'],
] as const;
const examples = [
  'fullest near:"North Lot" yesterday 5-7pm',
  'car>=20 last:2h',
  'occupancy>85% on:fri,sat at:17:00-19:00',
  'kind:gap reason:offline last:7d',
  'in>10',
  'flow>20',
  'stopped>=3 for:2m',
] as const;

export function HelpOverlay({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useWords();
  return (
    // Scroll locking adds a style element without the nonce of the content security policy. The page does not scroll.
    <Modal.Root opened={opened} onClose={onClose} size="lg" lockScroll={false}>
      <Modal.Overlay />
      <Modal.Content>
        {/* Without this role the dialog header is announced as the page banner. */}
        <Modal.Header role="presentation">
          <Modal.Title>{t('help.title')}</Modal.Title>
          <Modal.CloseButton aria-label={t('shell.close')} />
        </Modal.Header>
        <Modal.Body>
          <HelpText />
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}

function HelpText() {
  const { t } = useWords();
  return (
    <>
      <h3 className={styles.helpTitle}>{t('help.keys')}</h3>
      <dl className={styles.keys}>
        {keys.map(([key, word]) => (
          <KeyLine key={key} keyName={key} meaning={t(`help.key.${word}`)} />
        ))}
      </dl>
      <SingleKeysSwitch />
      <h3 className={styles.helpTitle}>{t('help.search')}</h3>
      <ul className={styles.examples}>
        {examples.map((example, index) => (
          <li key={example}>
            <code>{example}</code> <span className={styles.helpText}>{t(`help.example${index + 1}`)}</span>
          </li>
        ))}
      </ul>
      <h3 className={styles.helpTitle}>{t('help.stale')}</h3>
      <p className={styles.helpText}>{t('help.staleText')}</p>
      <h3 className={styles.helpTitle}>{t('help.privacy')}</h3>
      <p className={styles.helpText}>{t('help.privacyText')}</p>
    </>
  );
}

function SingleKeysSwitch() {
  const { t } = useWords();
  const isOn = useSingleKeys();
  return (
    <Switch
      mt="md"
      label={t('help.singleKeys')}
      description={t('help.singleKeysHint')}
      checked={isOn}
      onChange={(event) => switchSingleKeys(event.currentTarget.checked)}
    />
  );
}

function KeyLine({ keyName, meaning }: { keyName: string; meaning: string }) {
  return (
    <>
      <dt>
        {keyName.split(/\s+/).map((part) => (
          <kbd key={part}>{part}</kbd>
        ))}
      </dt>
      <dd>{meaning}</dd>
    </>
  );
}
