import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'compose-ingest', rootDir: import.meta.dirname };
