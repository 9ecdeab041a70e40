import preset from '../../jest.preset.mjs';

export default { ...preset, displayName: 'detector', rootDir: import.meta.dirname };
