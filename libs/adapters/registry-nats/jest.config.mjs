import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'registry-nats', rootDir: import.meta.dirname };
