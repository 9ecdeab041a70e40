import { Button } from '@mantine/core';
import type { StreamProbe } from '@vialog/contracts';
import styles from '../../forms/camera-form.module.css';
import { useWords, type Words } from '../../language/language.ts';
import { ErrorMessage } from '../../shell/error-message.tsx';
import { errorText, serverSentences } from '../../shell/error-text.ts';
import { Facts } from '../../shell/section.tsx';
import { CertificateOffer } from './certificate-offer.tsx';
import { Recommendations } from './recommendations.tsx';
import { StreamOffer } from './stream-offer.tsx';
import type { Wizard } from './use-wizard.ts';
import { ServerText } from '../../shell/server-text.tsx';

/** Connects to the stream once and says in words what was found. It is not necessary for saving. */
export function ProbePanel({ wizard }: { wizard: Wizard }) {
  const { t } = useWords();
  const { form, probe } = wizard;
  return (
    <section className={styles.group} aria-label={t('probe.run')}>
      <div className={styles.buttons}>
        <Button
          variant="default"
          loading={probe.isRunning}
          disabled={form.url.trim() === ''}
          onClick={probe.run}
        >
          {t('probe.run')}
        </Button>
      </div>
      <div role="status">
        {probe.isRunning && <p className={styles.hint}>{t('probe.running')}</p>}
        {probe.found && !probe.isRunning && <ProbeResult found={probe.found} wizard={wizard} />}
      </div>
      {probe.error && (
        <p className={styles.error} role="alert">
          <ErrorMessage text={errorText(probe.error, t)} serverText={serverSentences(probe.error)[0]} />
        </p>
      )}
    </section>
  );
}

function ProbeResult({ found, wizard }: { found: StreamProbe; wizard: Wizard }) {
  const { t } = useWords();
  const works = found.outcome === 'playing';
  const { substream } = found;
  return (
    <div className={styles.dialog}>
      <p className={works ? styles.saved : styles.error}>
        <ErrorMessage
          text={t(`probe.outcome.${found.outcome}`)}
          serverText={works ? undefined : found.detail}
        />
      </p>
      {works && <Facts facts={factsOf(found, t)} />}
      {found.certificateSha256 !== undefined && (
        <CertificateOffer fingerprint={found.certificateSha256} probe={wizard.probe} />
      )}
      {[...found.quality.map((issue) => issue.detail), ...found.warnings].map((text) => (
        <p key={text} className={styles.warning}>
          <ServerText of={text} />
        </p>
      ))}
      {substream && wizard.draft.substream === undefined && (
        <StreamOffer url={substream.url} onUse={() => wizard.change({ url: substream.url })}>
          {t('wizard.substream')} {sizeOf(substream)}
        </StreamOffer>
      )}
      {found.recommendations.length > 0 && (
        <Recommendations recommendations={found.recommendations} wizard={wizard} />
      )}
    </div>
  );
}

const sizeOf = ({ width, height }: Pick<StreamProbe, 'width' | 'height'>): string =>
  width === undefined || height === undefined ? '' : `${width} × ${height}`;

function factsOf(found: StreamProbe, t: Words['t']): (readonly [string, string])[] {
  const { protocol, codec, framesPerSecond, keyframeIntervalMs, refreshMs } = found;
  const seconds = (ms: number | undefined) =>
    ms === undefined ? '' : t('probe.seconds', { seconds: Number((ms / 1_000).toFixed(1)) });
  const rate = framesPerSecond === undefined ? undefined : Number(framesPerSecond.toFixed(1));
  return [
    [t('probe.protocol'), [protocol?.toUpperCase(), codec].filter(Boolean).join(', ')],
    [t('probe.size'), sizeOf(found)],
    [t('probe.rate'), rate === undefined ? '' : t('plan.fps', { fps: rate })],
    [t('probe.keyframes'), seconds(keyframeIntervalMs)],
    [t('probe.refresh'), seconds(refreshMs)],
  ];
}
