// Exports .h5ad files and lets nothing pass that is not a faithful, valid export.
//
//   nextflow run main.nf --input 'data/*.h5ad' --outdir results
//
// The command cellfolio has to be on the PATH, or in the container that a configuration names.

params.input  = 'data/*.h5ad'
params.outdir = 'results'
params.layout = 'keyed'

process EXPORT {
    tag "${h5ad.baseName}"

    input:
    path h5ad

    output:
    tuple path(h5ad), path("${h5ad.baseName}")

    script:
    """
    cellfolio export ${h5ad} --out-dir ${h5ad.baseName} --layout ${params.layout} --threads ${task.cpus} --no-progress
    """
}

process VALIDATE {
    tag "${folder.name}"
    publishDir params.outdir, mode: 'copy'

    input:
    tuple path(h5ad), path(folder)

    output:
    path folder
    path "${folder.name}.validation.*"

    script:
    """
    cellfolio validate ${folder} --source ${h5ad} --threads ${task.cpus} --no-progress \\
        --report json=${folder.name}.validation.json \\
        --report html=${folder.name}.validation.html
    """
}

workflow {
    VALIDATE(EXPORT(Channel.fromPath(params.input)))
}
