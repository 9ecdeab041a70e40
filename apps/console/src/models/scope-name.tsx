import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ModelSource } from '@vialog/contracts';
import { cameraQuery, sitesQuery } from '../api/queries.ts';
import { useWords } from '../language/language.ts';

/** The text of a scope, for example “Tag night”. The names of a camera and a site are read. */
export function useScopeName(source: ModelSource): string {
  const { t } = useWords();
  const id = 'id' in source ? source.id : '';
  const camera = useQuery({ ...cameraQuery(id), enabled: source.kind === 'camera' });
  const { data: sites = [] } = useQuery({ ...sitesQuery, enabled: source.kind === 'site' });
  const siteName = sites.find(({ siteId }) => siteId === id)?.name;
  const names = { camera: camera.data?.name, site: siteName, group: id, tag: id, all: '', default: '' };
  return t(`models.scope.${source.kind}`, { name: names[source.kind] ?? id });
}

/** The text of a scope as a link to its cameras. */
export function ScopeName({ source }: { source: ModelSource }) {
  const name = useScopeName(source);
  if (source.kind === 'default') return <span>{name}</span>;
  if (source.kind === 'camera')
    return (
      <Link to="/cameras/$cameraId" params={{ cameraId: source.id }}>
        {name}
      </Link>
    );
  return (
    <Link to="/" search={source.kind === 'all' ? {} : { [source.kind]: source.id }}>
      {name}
    </Link>
  );
}
