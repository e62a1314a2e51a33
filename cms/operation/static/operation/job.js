// Shows the progress of a job, until it is over.

const MILLISECONDS = 1000;

async function show(job) {
  const response = await fetch(job.dataset.job, { headers: { "X-Requested-With": "XMLHttpRequest" } });
  if (!response.ok) return true;
  const progress = await response.json();
  const bar = job.querySelector("progress");
  [bar.value, bar.max] = [progress.done, progress.total];
  job.querySelector("[data-job-state]").textContent = progress.state;
  job.querySelector("[data-job-text]").textContent = progress.text;
  return progress.is_running;
}

async function follow(job) {
  // A short network failure is ignored.
  const isRunning = await show(job).catch(() => true);
  if (isRunning) setTimeout(follow, MILLISECONDS, job);
  else window.location.reload();
}

const job = document.querySelector('[data-job][data-running="yes"]');
if (job) setTimeout(follow, MILLISECONDS, job);
