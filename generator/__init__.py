"""The generator: from YAML to a bilingual static site.

Read at one edge (`source`), typed once (`model`), computed by pure functions
(`progress`, `budgets`, `ledger`, `audit`, `summary`), rendered to strings (`pages`, `render`, `frame`)
and written at the other edge (`builds`). A module imports only floors below it:

floor 0  rulebook                             every rule, why, and who says so
         problems, numerals, periods, clock   what can go wrong; printed numbers; calendars; as-of
         personal_data                        what nobody may publish of a person, in any text
         manifest, releases                   what a release holds; one served, others kept
         packed                               what a packed office file may hold
         atomic                               a file written whole
         store, stamps                        what is kept between builds; which files there are
         standing, inputs                     the site that stands; what a build is made from
floor 1  fields, indicators, reports,         typed fields; what an indicator, a report, a plan is;
         contact, participation,              where to write to; what people asked and were told
         consultations,                       what offices ask, what was said, what was decided
         model, vocabulary, exceptions,       what stands beside plans; what may stay;
         translations                         which Chinese the English was made from
         committees                           who supervises plans: meetings, resolutions
         kept                                 records as JSON to keep
floor 2  places, language, letters            where an item stands; one language; prefilled letters
         attainment, observations, aims,      arithmetic; what reports say; targets on a day;
         results, progress, plan_progress     two clocks; three clocks and a headline; a whole plan
         budgets, ledger, audit, answers      sums and execution; what was changed; findings;
         since, self_check, disclosure        which questions wait; two days compared; what monitoring
                                              criteria ask; what gives a withheld part away
         resolutions, committee_findings      what is open on a day; what a committee's record leaves open
floor 3  characters, document, strict_yaml,   bytes to trusted text to plain values with places;
         plain_yaml,                          plain values to YAML;
         privacy_checks, prose_checks,        what data and pages must not publish;
         translated_figures,                  figures and dates in both languages;
         translation_checks,                  what the English owes to the Chinese;
         folders, known_folder,               which files; those that were read before;
         choices, records,                    codes in words; values to records;
         scalars, mending, references,        where values stand; what is safe to mend; names that must
         naming,                              find, and say where
         promises, value_checks, numbering,   find; formulas, calendar, changes; reports against
         report_checks, participation_checks, their plan, and questions too;
         consultation_checks,                 consultations, and what they name elsewhere;
         breakdown_checks,                    parts of a count that must not be told;
         committee_checks, papers,            a committee's files against each other; its papers'
         committee_reading,                   files; all of it read
         loaded,                              what was read of a whole site, of an office;
         reading, source, git,                one plan's files; everything at once; earlier commits;
         history, published, offices,         earlier versions; reports once out; an office kept as read
         assemblies,                          a committee kept as read;
         committee_history,                   meetings and resolutions once out;
         last_period, form_checks,            what was reached before; drafts against the form's rules
         method, schema, asks, summary,       the rules' table; schemas; what is asked for; a plan
         totals, regions,                     in short; many plans and a region; counties, and the split by them;
         charts, labelling, trajectory,       drawings; words beside marks; a line over a year
         figures, cards, qr                   drawings that answer; share pictures' words; an address to scan
         addresses, downloads                 where pages stand on the web; what can be taken away
         subscriptions                        what can be followed: feeds, calendars
         spreadsheets                         cells that are no formula
floor 4  pages, exports, imports              which pages and files exist; a report's file
         data_pages                           what is said of the data: dictionary, addresses, checking
         differences, difference_words        what the public will see change; what it is called
         workbook                             a plan as sheets, and what a filled one changes
         form                                 a plan as the official Word form, and what one says
floor 5  glossing, unbroken, compiled,        terms linked; dates kept whole; compiled templates kept;
         render, frame                        templates to strings; the frame
         linked_data, head                    what machines are told of a page
floor 6  typeset, pictures                    text into lines; share pictures as PNG
         assets, content, rendered, theme     what pages load; pictures of prose; the theme kept; MkDocs
         tree, writer                         a folder; pages to files
         assessed, press, shared              one plan on a day; the map: its pages and files; what all
                                              processes of a build share
         site_data, sitemaps, reduction       the reduce: everything that is made of several plans
         pack_html, packs, pack_files         a meeting's pack: set, gathered, as PDF and for
                                              word processors
floor 7  markup, search                       a finished page read; what pages say, as an index
         checks, leavings, site_check,        pages by themselves; what is kept of them; where they lead;
         finishing                            all of it for what was just made
         workers, plan_work, parts_work,      processes; a plan or office as a job; parts made again
         search_work, order_data, mentions,   the index kept up; the data of a build; who names a plan
         construction, theming, making,       what has changed is made again; the theme; a whole site;
         builds, plain_mkdocs                 put in place; by MkDocs's own commands
         guards                               what the public would lose
         publish, serve, desk                 put live; look at it; the office's desk
         committee_desk, answer_desk          what committees' records leave open; answers overdue
         drafting, unpublished,               a report on its way; filed and not committed;
         asking, starting                     questions; a new office or plan
         reporting_cells, exchange            report sheets as a draft; workbooks out and in
         repairs                              which files are mended
         form_files, change_files             the Word form out and in; a sheet of changes
         translating                          what the English was made from, recorded
floor 8  commands                             what the command line says and asks

This package exports nothing.
"""
