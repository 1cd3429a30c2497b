// Comfort only: items of a draft are dragged to another place. The row's own form
// then moves it, as its number and button do without this file.
// <ol data-az-reorder> of <li> with a form that has the fields "act" and "place".

for (const list of document.querySelectorAll('[data-az-reorder]')) {
  const rows = [...list.children]
  let dragged = null

  for (const row of rows) {
    const handle = row.querySelector('[data-az-handle]')
    if (!handle) {
      continue
    }
    handle.hidden = false
    handle.draggable = true
    handle.addEventListener('dragstart', (event) => {
      dragged = row
      event.dataTransfer.effectAllowed = 'move'
      event.dataTransfer.setData('text/plain', row.id)
      event.dataTransfer.setDragImage(row, 0, 0)
    })
    handle.addEventListener('dragend', () => {
      dragged = null
      for (const other of rows) {
        other.classList.remove('az-drop-before', 'az-drop-after')
      }
    })
  }

  const target = (event) => event.target.closest('li')
  const after = (row, event) => event.clientY > row.getBoundingClientRect().top + row.offsetHeight / 2

  list.addEventListener('dragover', (event) => {
    const row = target(event)
    if (!dragged || !row) {
      return
    }
    event.preventDefault()
    for (const other of rows) {
      other.classList.toggle('az-drop-before', other === row && !after(row, event))
      other.classList.toggle('az-drop-after', other === row && after(row, event))
    }
  })

  list.addEventListener('drop', (event) => {
    const row = target(event)
    if (!dragged || !row || row === dragged) {
      return
    }
    event.preventDefault()
    const from = rows.indexOf(dragged)
    const to = rows.indexOf(row) + (after(row, event) ? 1 : 0)
    const place = to > from ? to : to + 1
    if (place !== from + 1) {
      const form = dragged.querySelector('input[name="place"]').form
      form.elements.place.value = place
      form.requestSubmit(form.querySelector('button[value="move"]'))
    }
  })
}
