import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { CameraFields, StreamFields } from '../../forms/camera-fields.tsx';
import styles from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { ProbePanel } from './probe-panel.tsx';
import { StreamOffer } from './stream-offer.tsx';
import type { Wizard } from './use-wizard.ts';

/** The step in which a camera is named and its stream entered and tested. */
export function StreamStep({ wizard }: { wizard: Wizard }) {
  const { t } = useWords();
  const { form, change, problems } = wizard;
  const fields = { form, change, problems: problems.at };
  return (
    <>
      <div className={styles.stepActions}>
        <Button
          size="compact-sm"
          variant="default"
          renderRoot={(props) => <Link to="/cameras/find" search={{ continues: true }} {...props} />}
        >
          {t('find.fromAdd')}
        </Button>
      </div>
      <div className={styles.columns}>
        <CameraFields {...fields} isNew />
        <div className={styles.fields}>
          <Withheld wizard={wizard} />
          <StreamFields {...fields} />
          <Substream wizard={wizard} />
          <ProbePanel wizard={wizard} />
        </div>
      </div>
    </>
  );
}

/** Says which fields were not kept when the page was reloaded. */
function Withheld({ wizard: { draft, form } }: { wizard: Wizard }) {
  const { t } = useWords();
  const missing = draft.withheld.filter((field) => form[field] === '');
  if (missing.length === 0) return null;
  return (
    <p className={styles.warning} role="note">
      {t(missing.includes('url') ? 'wizard.withheldUrl' : 'wizard.withheldPassword')}
    </p>
  );
}

/** The two streams of a device that was found by ONVIF: the one that is not entered is offered. */
function Substream({ wizard: { draft, form, change } }: { wizard: Wizard }) {
  const { t } = useWords();
  const { of: main, url: substream } = draft.substream ?? {};
  if (main === undefined || substream === undefined) return null;
  if (form.url === main)
    return (
      <StreamOffer url={substream} onUse={() => change({ url: substream })}>
        {t('wizard.substream')}
      </StreamOffer>
    );
  if (form.url !== substream) return null;
  return (
    <StreamOffer url={main} onUse={() => change({ url: main })}>
      {t('wizard.mainStream')}
    </StreamOffer>
  );
}
