import type { OnvifProfile } from '@vialog/contracts';
import { useWords } from '../../language/language.ts';
import styles from './find-cameras.module.css';
import { ServerText } from '../../shell/server-text.tsx';

interface ProfileTableProps {
  readonly caption: string;
  readonly profiles: readonly OnvifProfile[];
}

/** The media profiles of one video source with their URLs. Scrolls sideways in narrow windows. */
export function ProfileTable({ caption, profiles }: ProfileTableProps) {
  const { t } = useWords();
  return (
    <div className={styles.scroll} role="region" aria-label={caption} tabIndex={0}>
      <table className={styles.profiles}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('find.profile')}</th>
            <th scope="col">{t('find.encoding')}</th>
            <th scope="col">{t('find.streams')}</th>
          </tr>
        </thead>
        <tbody>
          {profiles.map((profile) => (
            <tr key={profile.token}>
              <th scope="row">
                {profile.name}
                {profile.role !== 'other' && (
                  <span className={styles.role}>{t(`profileRole.${profile.role}`)}</span>
                )}
              </th>
              <td>
                <Encoding profile={profile} />
              </td>
              <td>
                <Urls profile={profile} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Encoding({ profile }: { readonly profile: OnvifProfile }) {
  const { t, tag } = useWords();
  const { encoding, width, height, fps, bitrateKbps, gop } = profile;
  const number = (value: number): string => value.toLocaleString(tag);
  const lines = [
    encoding,
    width !== undefined && height !== undefined ? `${width} × ${height}` : undefined,
    fps === undefined ? undefined : t('find.fps', { value: number(fps) }),
    bitrateKbps === undefined ? undefined : t('find.bitrate', { value: number(bitrateKbps) }),
    gop === undefined ? undefined : t('find.gop', { value: number(gop) }),
  ];
  return lines.filter((line) => line !== undefined).join(' · ');
}

function Urls({ profile: { streams, snapshot } }: { readonly profile: OnvifProfile }) {
  const { t } = useWords();
  const urls = [
    ...streams.map((stream) => ({ ...stream, label: stream.transport.toUpperCase() })),
    ...(snapshot === undefined ? [] : [{ ...snapshot, label: t('find.snapshot') }]),
  ];
  if (urls.length === 0) return t('find.noStream');
  return (
    <ul className={styles.urls}>
      {urls.map(({ label, url, problem, warning }) => (
        <li key={label}>
          <span className={styles.transport}>{label}</span> <code>{url}</code>
          {problem !== undefined && <ServerText of={problem} className={styles.problem} />}
          {warning !== undefined && <ServerText of={warning} className={styles.warning} />}
        </li>
      ))}
    </ul>
  );
}
