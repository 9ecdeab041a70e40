import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'map-tiles', rootDir: import.meta.dirname };
