import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AlertPlace } from '@vialog/contracts';
import { cameraQuery, sitesQuery } from '../../api/queries.ts';
import { useWords } from '../../language/language.ts';

/** The name of the place of an alert, with a link to its camera or site. */
export function PlaceName({ place }: { place: AlertPlace }) {
  const { t } = useWords();
  if (place.cameraId !== undefined) return <CameraName cameraId={place.cameraId} zoneId={place.zoneId} />;
  if (place.siteId !== undefined) return <SiteName siteId={place.siteId} />;
  return <>{t('alerts.allPlaces')}</>;
}

function CameraName({ cameraId, zoneId }: { cameraId: string; zoneId: string | undefined }) {
  const { data: camera } = useQuery(cameraQuery(cameraId));
  const zone = camera?.zones.find((each) => each.zoneId === zoneId);
  return (
    <Link to="/cameras/$cameraId" params={{ cameraId }}>
      {camera?.name ?? cameraId}
      {zone && zone.zoneId !== 'view' && ` · ${zone.name}`}
    </Link>
  );
}

function SiteName({ siteId }: { siteId: string }) {
  const { data: sites = [] } = useQuery(sitesQuery);
  const site = sites.find((each) => each.siteId === siteId);
  return (
    <Link to="/sites" search={{ site: siteId }}>
      {site?.name ?? siteId}
    </Link>
  );
}
