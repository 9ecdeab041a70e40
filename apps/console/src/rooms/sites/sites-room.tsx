import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import type { Site } from '@vialog/contracts';
import { sitesQuery } from '../../api/queries.ts';
import { DemoHistoryNotice } from '../../demo/demo-history-notice.tsx';
import { useWords } from '../../language/language.ts';
import { EmptyNotice, ErrorNotice, LoadingNotice } from '../../shell/notices.tsx';
import { usePageTitle } from '../../shell/page-title.ts';
import { Section } from '../../shell/section.tsx';
import form from '../../forms/camera-form.module.css';
import { SiteBalanceSection } from './site-balance.tsx';
import { SiteEditor } from './site-editor.tsx';
import { SitesHead, SitesOverview } from './sites-overview.tsx';
import styles from './sites-room.module.css';

/** All sites with their figures; with `?site=` the form of a site, with `?site=new` an empty one. */
export function SitesRoom() {
  const { t } = useWords();
  usePageTitle(t('sites.title'));
  const { site: chosen } = useSearch({ from: '/sites' });
  const sites = useQuery(sitesQuery);
  if (sites.isPending) return <LoadingNotice />;
  if (!sites.data) return <ErrorNotice isPage error={sites.error} onRetry={() => void sites.refetch()} />;
  if (chosen === undefined)
    return (
      <div className={form.room} data-wide>
        <SitesHead />
        <DemoHistoryNotice />
        <SitesOverview sites={sites.data} />
      </div>
    );
  const site = sites.data.find((each) => each.siteId === chosen);
  return (
    <div className={form.room}>
      <h1 className={form.title}>{t('sites.title')}</h1>
      <p className={form.lead}>{t('sites.about')}</p>
      <div className={styles.columns}>
        <Section
          title={t('sites.list')}
          aside={
            <Link to="/sites" search={{ site: 'new' }}>
              {t('sites.add')}
            </Link>
          }
        >
          {sites.data.length === 0 && <p className={form.hint}>{t('sites.none')}</p>}
          <SiteList sites={sites.data} chosen={chosen} />
        </Section>
        {site && (
          <div key={site.siteId} className={styles.form}>
            <SiteBalanceSection site={site} />
            <SiteEditor site={site} />
          </div>
        )}
        {!site && chosen !== 'new' && <MissingSite />}
        {chosen === 'new' && <SiteEditor key="new" site={undefined} />}
      </div>
    </div>
  );
}

function MissingSite() {
  const { t } = useWords();
  return (
    <div role="alert">
      <EmptyNotice title={t('missing.site')}>
        <Link to="/sites" search={{}}>
          {t('missing.toSites')}
        </Link>
      </EmptyNotice>
    </div>
  );
}

function SiteList({ sites, chosen }: { sites: readonly Site[]; chosen: string | undefined }) {
  const { t } = useWords();
  return (
    <ul className={styles.sites}>
      {sites.map(({ siteId, name, kind, capacity }) => (
        <li key={siteId}>
          <Link
            to="/sites"
            search={{ site: siteId }}
            className={styles.site}
            aria-current={siteId === chosen || undefined}
          >
            <span>{name}</span>
            <span className={styles.kind}>
              {capacity === undefined
                ? t(`siteKind.${kind}`)
                : t('sites.kindAndSpaces', { kind: t(`siteKind.${kind}`), count: capacity })}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
