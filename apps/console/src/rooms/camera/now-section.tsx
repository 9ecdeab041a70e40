import type { Camera } from '@vialog/contracts';
import { useWords } from '../../language/language.ts';
import { ZoneNumbers } from '../../cameras/zone-numbers.tsx';
import { Section } from '../../shell/section.tsx';

export function NowSection({ camera }: { camera: Camera }) {
  const { t } = useWords();
  return (
    <Section title={t('camera.now')}>
      <ZoneNumbers camera={camera} />
    </Section>
  );
}
