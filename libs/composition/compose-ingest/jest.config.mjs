import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'leased-ingest', rootDir: import.meta.dirname };
