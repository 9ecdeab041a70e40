import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'network-guard', rootDir: import.meta.dirname };
