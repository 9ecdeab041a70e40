import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'indexer', rootDir: import.meta.dirname };
