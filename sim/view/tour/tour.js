// Predictions: once an answer is open, what the reader chose before is held against what came out.

function outcome(came, chosen) {
  if (!came) return "? these worlds leave it open";
  if (!chosen) return `it is: ${came}`;
  return chosen === came ? `✓ ${came}, as you said` : `✗ ${came}, not ${chosen}`;
}

for (const form of document.querySelectorAll(".guesses")) {
  const answer = form.nextElementSibling;
  const tell = () => {
    for (const field of form.querySelectorAll("fieldset")) {
      const chosen = field.querySelector(":checked")?.value;
      field.querySelector("output").textContent = answer.open ? outcome(field.dataset.came, chosen) : "";
    }
  };
  answer.addEventListener("toggle", tell);
  form.addEventListener("change", tell);
}
