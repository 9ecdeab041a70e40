import { Button } from '@mantine/core';
import styles from '../../forms/camera-form.module.css';
import { useWords } from '../../language/language.ts';
import { PictureBar, ReasonForm } from '../../stills/picture-bar.tsx';
import { livePathOf, useLiveTrial } from '../../stills/use-live-trial.ts';
import { ZoneEditor } from '../../zones/zone-editor.tsx';
import { lineRates } from '../../zones/line-fields.tsx';
import { plannedFps, planFieldsOf } from './planned-sampling.ts';
import type { Wizard } from './use-wizard.ts';

/** The step in which zones are drawn on the picture of the stream, and counted before anything is saved. */
export function ZonesStep({ wizard }: { wizard: Wizard }) {
  const { t } = useWords();
  const { form, editor, stills, zoneProblems } = wizard;
  const live = useLiveTrial({
    path: livePathOf(stills),
    settings: stills.settings,
    zones: editor.state.zones,
  });
  return (
    <div className={styles.zonesStep}>
      <p className={styles.hint}>{t('wizard.zonesHint')}</p>
      <PictureBar
        stills={stills}
        live={live}
        zones={editor.state.zones}
        opener={<Opener wizard={wizard} />}
      />
      <ZoneEditor
        name={form.name}
        place={{ lat: form.lat, lon: form.lon, timeZone: form.timeZone }}
        editor={editor}
        problems={zoneProblems}
        sampling={{
          fps: plannedFps(form),
          isBusy: false,
          onRaise: () => wizard.change(planFieldsOf({ mode: 'fps', fps: lineRates.recommended })),
        }}
        still={stills.picture}
        live={live.numbers}
      />
    </div>
  );
}

/** A stream must be entered, and a reason given; a synthetic scene shows no person and needs no reason. */
function Opener({ wizard: { form, draft, stills, open } }: { wizard: Wizard }) {
  const { t } = useWords();
  const url = form.url.trim().toLowerCase();
  if (url === '')
    return (
      <div className={styles.buttons}>
        <span className={styles.hint}>{t('wizard.noStream')}</span>
        <Button size="compact-sm" variant="default" onClick={() => open('stream')}>
          {t('wizard.enterStream')}
        </Button>
      </div>
    );
  if (!url.startsWith('synthetic:')) return <ReasonForm stills={stills} reason={draft.reason} />;
  return (
    <div className={styles.buttons}>
      <Button size="sm" loading={stills.isOpening} onClick={() => stills.show('synthetic scene')}>
        {t('still.show')}
      </Button>
    </div>
  );
}
