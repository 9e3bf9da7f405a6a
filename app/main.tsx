// The page's start: finds the root element and renders the shell into it.
import { createRoot } from 'react-dom/client';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root element');
createRoot(root).render(
  <main>
    <h1>Unrolled</h1>
  </main>,
);
