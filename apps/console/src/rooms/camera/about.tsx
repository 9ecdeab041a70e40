import { useQuery } from '@tanstack/react-query';
import type { Camera } from '@vialog/contracts';
import { healthQuery, sitesQuery } from '../../api/queries.ts';
import { fullTime, offsetAt } from '../../format/times.ts';
import { useWords, type Words } from '../../language/language.ts';
import { useNow } from '../../live/use-now.ts';
import { Facts, Section } from '../../shell/section.tsx';

/** Location, purpose and technical facts of the camera. */
export function About({ camera }: { camera: Camera }) {
  const words = useWords();
  const { t } = words;
  const now = useNow();
  const sites = useQuery(sitesQuery);
  const health = useQuery(healthQuery(camera.cameraId));
  const kind = camera.streamKind === 'snapshot' ? 'http' : camera.streamKind;
  const protocol = health.data?.protocol ?? kind;
  const cameraSites =
    sites.data?.filter((site) => camera.zones.some((zone) => zone.siteId === site.siteId)) ?? [];
  const [lon, lat] = camera.position;
  return (
    <Section title={t('about.title')}>
      <Facts
        facts={[
          [t('about.purpose'), camera.governance.purpose || t('about.noPurpose')],
          [t('about.legalBasis'), camera.governance.legalBasis],
          [t('about.owner'), camera.governance.owner],
          [t('about.contact'), camera.governance.contact],
          [t('about.notice'), noticeLink(camera.governance.noticeUrl)],
          [t('about.endsAt'), optionalTime(camera.governance.endsAt, camera, words)],
          [t('about.confirmedAt'), optionalTime(camera.governance.confirmedAt, camera, words)],
          [t('about.terms'), camera.governance.terms],
          [t('about.attribution'), camera.governance.attribution],
          [t('about.site'), cameraSites.map((site) => site.name).join(', ')],
          [t('about.position'), `${lat.toFixed(6)}, ${lon.toFixed(6)}`],
          [t('about.heading'), camera.heading === undefined ? undefined : `${Math.round(camera.heading)}°`],
          [t('about.timeZone'), `${camera.timeZone} (${offsetAt(now, camera.timeZone)})`],
          [t('about.code'), camera.code],
          [t('about.stream'), t(`stream.${protocol}`)],
          [t('about.plan'), camera.streamKind === 'counter' ? undefined : planText(camera, words)],
        ]}
      />
    </Section>
  );
}

const noticeLink = (url: string) => (/^https?:/.test(url) ? <a href={url}>{url}</a> : undefined);

const optionalTime = (at: string | undefined, camera: Camera, { tag }: Words) =>
  at === undefined ? undefined : fullTime(Date.parse(at), { language: tag, timeZone: camera.timeZone });

function planText({ plan }: Camera, { t }: Words): string {
  switch (plan.mode) {
    case 'interval':
      return t('plan.interval', { seconds: plan.intervalMs / 1_000 });
    case 'fps':
      return t('plan.fps', { fps: plan.fps });
    case 'keyframes':
      return t('plan.keyframes');
  }
}
